using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>Says what was done about a ticket in words for an operator: kinds, ids and states, nothing that anybody wrote.</summary>
internal static class CaseWords
{
    /// <param name="move">That was done.</param>
    /// <param name="after">The case with it.</param>
    public static string Of(TicketMove move, TicketCase after) => move switch
    {
        TicketMove.Decide decide => $"comment {decide.Comment.Id} was decided: {after.Decided[^1].Decision}",
        TicketMove.Hear { Refusal: null } hear => $"{hear.Speaker!.Principal}'s {NameOf(hear.Command)} in comment {hear.Comment.Id} was carried out",
        TicketMove.Hear hear => $"a {NameOf(hear.Command)} in comment {hear.Comment.Id} was not taken: {hear.Refusal}",
        TicketMove.Tell tell => $"{tell.Feedback.Kind.ToString().ToLowerInvariant()} was passed on to the learner",
        TicketMove.TakeOver taken => $"the team took over with comment {taken.By.Comment}",
        TicketMove.Found found => $"{found.Post.Step} was found as comment {found.Comment}",
        TicketMove.Note note => Written("internal note", note.Post, after),
        TicketMove.Reply reply => Written("answer to the customer", reply.Post, after),
        TicketMove.Tag tag => Written($"tags {string.Join(", ", tag.Tags)}", tag.Post, after),
        TicketMove.Assign assign => Written($"assignment to {assign.Assignee}", assign.Post, after),
        _ => move.GetType().Name,
    };

    private static string Written(string what, CasePost post, TicketCase after) => after.Post(post.Decision, post.Step) switch
    {
        { Refused: { } why } => $"{what} was refused by the helpdesk: {why}",
        { Comment: { } comment } => $"{what} was written as comment {comment}",
        _ => $"{what} was set",
    };

    private static string NameOf(StaffCommand command) => command switch
    {
        StaffCommand.Approve => "/approve",
        StaffCommand.Deny => "/deny",
        StaffCommand.Correct => "/correct",
        _ => "command",
    };
}
