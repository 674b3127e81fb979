namespace RefundAgent.Helpdesks;

/// <summary>
/// The last line of everything that the agent writes, by which it finds its own words again. It counts in comments of the agent's own account
/// alone, since anybody can copy it.
/// </summary>
public static class OwnMarker
{
    public static string Sign(string text, CasePost post) => $"{text}\n\n{post.Marker}";

    /// <summary>Null where no comment of ours bears it.</summary>
    public static TicketComment? Find(HelpdeskTicket thread, string marker) =>
        thread.Comments.LastOrDefault(comment => comment.Author.Kind == AuthorKind.Self && LastLine(comment.Text) == marker);

    private static string LastLine(string text) => text.TrimEnd()[(text.TrimEnd().LastIndexOf('\n') + 1)..].Trim();
}
