using System.Collections.Immutable;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>Who works in the company; a thread says who created it, and only this list says that it is somebody of the team.</summary>
/// <param name="Own">The user who owns the app, in whose name the agent writes.</param>
/// <param name="Users">Every person, by id; teams and Help Scout's AI are users to the API as well, of another type.</param>
internal sealed record HelpScoutTeam(string Own, ImmutableHashSet<string> Users)
{
    /// <summary>So long somebody who left may still be taken for staff.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int MostPages = 40;

    /// <exception cref="HelpdeskException">No usable answer.</exception>
    public static async Task<HelpScoutTeam> AskAsync(HelpScoutHttp http, CancellationToken cancellationToken)
    {
        var own = (await http.GetAsync("v2/users/me", cancellationToken)).Body["id"].RequiredText;
        var users = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        await foreach (var user in http.PagesAsync("v2/users?", "users", MostPages, cancellationToken))
        {
            if (user["type"].Text is null or "user")
            {
                users.Add(user["id"].RequiredText);
            }
        }

        return new HelpScoutTeam(own, users.ToImmutable());
    }
}
