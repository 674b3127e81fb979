using System.Globalization;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Whom a ticket goes to, where a helpdesk numbers its people and its groups.</summary>
/// <param name="IsTeam">It is a group.</param>
/// <param name="Number">Of the person or the group.</param>
internal readonly record struct NumberedAssignee(bool IsTeam, long Number)
{
    /// <summary>Null for anything but a number, or <c>team:</c> and a number.</summary>
    public static NumberedAssignee? TryParse(string assignee)
    {
        var isTeam = assignee.StartsWith(IHelpdesk.Team, StringComparison.Ordinal);
        return long.TryParse(isTeam ? assignee[IHelpdesk.Team.Length..] : assignee, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new NumberedAssignee(isTeam, number)
            : null;
    }

    /// <exception cref="HelpdeskException">It is none.</exception>
    public static NumberedAssignee Of(string assignee) => TryParse(assignee)
        ?? throw new HelpdeskException(HelpdeskFault.Refused, $"'{assignee}' is neither the number of a person nor team: and the number of a group.");
}
