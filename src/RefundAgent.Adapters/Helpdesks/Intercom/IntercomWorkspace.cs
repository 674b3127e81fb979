using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Intercom;

/// <summary>Who works in the workspace; a part of a conversation says who wrote it, and only this list says that it is somebody of the team.</summary>
/// <param name="Own">The admin in whose name the agent writes.</param>
/// <param name="Admins">Everybody of the team, by id.</param>
internal sealed record IntercomWorkspace(string Own, ImmutableHashSet<string> Admins)
{
    /// <summary>So long somebody who left may still be taken for staff.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <exception cref="HelpdeskException">No usable answer, or the token is another workspace's.</exception>
    public static async Task<IntercomWorkspace> AskAsync(HelpdeskHttp http, HelpdeskOptions options, CancellationToken cancellationToken)
    {
        var me = (await http.GetAsync("me", cancellationToken)).Body;
        var workspace = me["app"]["id_code"].RequiredText;
        if (workspace != options.Account)
        {
            throw new HelpdeskException(HelpdeskFault.NotAllowed, $"The token is for workspace {workspace}, and Account says {options.Account}.");
        }

        var listed = (await http.GetAsync("admins", cancellationToken)).Body["admins"].Each();
        var admins = listed.Select(admin => admin["id"].RequiredText).ToImmutableHashSet(StringComparer.Ordinal);
        var own = string.IsNullOrWhiteSpace(options.User) ? me["id"].RequiredText : options.User;
        return admins.Contains(own)
            ? new IntercomWorkspace(own, admins)
            : throw new HelpdeskException(HelpdeskFault.NotAllowed, $"The agent is to write as admin {own}, who is not in workspace {workspace}.");
    }
}
