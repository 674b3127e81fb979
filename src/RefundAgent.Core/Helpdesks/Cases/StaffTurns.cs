using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>What members of the team told the agent and is not carried out or answered yet, one after the other.</summary>
internal static class StaffTurns
{
    public static TicketMove.Hear? NextIn(TicketView view) =>
        (from said in StaffNote.CommandsIn(view.Thread)
         where !view.Case.Heard.Contains(said.Comment.Id)
         let record = About(view, said.Command)
         where record is not null
         select Hear(view, said.Comment, said.Command, record)).FirstOrDefault();

    private static TicketMove.Hear Hear(TicketView view, TicketComment comment, StaffCommand command, DecisionRecord record)
    {
        var speaker = StaffNote.Speaker(comment, view.Connection, out var why);
        why ??= view.WasToldBefore(comment) ? null : "it was written before there was anything to answer";
        why ??= (command as StaffCommand.Unclear)?.Why;
        return new TicketMove.Hear(comment, command, speaker, record, why);
    }

    /// <summary>The newest decision that waits or waited for an answer, where one is given; else the newest. Null before anything was decided.</summary>
    private static DecisionRecord? About(TicketView view, StaffCommand command) =>
        (command is StaffCommand.Approve or StaffCommand.Deny
            ? view.Records.LastOrDefault(record => record.Claims.Any(claim => claim.IsOpen()))
                ?? view.Records.LastOrDefault(record => record.Claims.Any(claim => claim.HasWaited()))
            : null)
        ?? view.Records.LastOrDefault();
}
