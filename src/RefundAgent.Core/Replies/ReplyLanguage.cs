using RefundAgent.Records;

namespace RefundAgent.Replies;

/// <summary>Which language a customer is answered in.</summary>
internal static class ReplyLanguage
{
    /// <summary>
    /// What the helpdesk says, else what the message itself makes plain; null for the operator's default. What nobody can read as a tag is
    /// as good as not said.
    /// </summary>
    public static string? Of(DecisionRecord record) => record.Papers is not { } papers
        ? null
        : LanguageTag.Of(papers.Ticket.Language) ?? LanguageGuess.Of(papers.Ticket.Text);
}
