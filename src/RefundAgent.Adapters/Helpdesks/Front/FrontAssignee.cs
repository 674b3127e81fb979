using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Where a conversation can be sent: a person takes it on, or it moves to the inbox that a team shares, since Front assigns to nobody else.
/// </summary>
/// <param name="Id">Front's own.</param>
/// <param name="IsInbox">Otherwise a teammate.</param>
internal sealed record FrontAssignee(string Id, bool IsInbox)
{
    /// <summary>Null where it is neither <c>tea_…</c> nor <c>inb_…</c>, with or without <c>team:</c> before the latter.</summary>
    public static FrontAssignee? Parse(string text)
    {
        var id = text.StartsWith(IHelpdesk.Team, StringComparison.Ordinal) ? text[IHelpdesk.Team.Length..] : text;
        return FrontId.Is(id, "inb") ? new FrontAssignee(id, IsInbox: true)
            : FrontId.Is(text, "tea") ? new FrontAssignee(id, IsInbox: false)
            : null;
    }
}
