using RefundAgent.Helpdesks;
using System.Globalization;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>A user or a team; Gorgias numbers both from one.</summary>
internal sealed record GorgiasAssignee(long Id, bool IsTeam)
{
    /// <summary>Null where it is neither a number nor one behind <c>team:</c>.</summary>
    public static GorgiasAssignee? Parse(string text)
    {
        var isTeam = text.StartsWith(IHelpdesk.Team, StringComparison.Ordinal);
        var number = isTeam ? text.AsSpan(IHelpdesk.Team.Length) : text;
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new GorgiasAssignee(id, isTeam) : null;
    }
}
