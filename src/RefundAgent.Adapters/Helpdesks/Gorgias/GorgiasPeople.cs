using System.Collections.Concurrent;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>Who a user is, by their role as Gorgias keeps it (developers.gorgias.com/reference/the-user-object); a message only names them.</summary>
/// <param name="http">The API.</param>
/// <param name="email">Of the user whose key we have.</param>
/// <param name="time">Tells when to ask again.</param>
internal sealed class GorgiasPeople(HelpdeskHttp http, string email, TimeProvider time)
{
    /// <summary>For so long a person who was taken off the team still counts.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan OwnLasts = TimeSpan.FromHours(1);

    /// <summary>The roles that people have; <c>bot</c> and <c>internal-agent</c> are Gorgias' own programs.</summary>
    private static readonly string[] People = ["admin", "agent", "basic-agent", "lite-agent", "observer-agent"];

    private readonly ConcurrentDictionary<string, Remembered<string>> roles = new(StringComparer.Ordinal);
    private readonly Remembered<string> own = new(time, _ => OwnLasts, cancellationToken => OwnAsync(http, email, cancellationToken));

    /// <summary>Whose key we have.</summary>
    /// <exception cref="HelpdeskException">No such user, or no such account: Gorgias answers a wrong subdomain with 404.</exception>
    public ValueTask<string> OwnIdAsync(CancellationToken cancellationToken) => own.GetAsync(cancellationToken);

    /// <summary>Active, and in a role that people have.</summary>
    public async Task<bool> IsStaffAsync(string id, CancellationToken cancellationToken)
    {
        var role = roles.GetOrAdd(id, key => new Remembered<string>(time, _ => Lasts, token => RoleAsync(key, token)));
        return Array.IndexOf(People, await role.GetAsync(cancellationToken)) >= 0;
    }

    private async Task<string> RoleAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync($"users/{Uri.EscapeDataString(id)}", cancellationToken);
        return answer.IsMissing || answer.Body["active"].Flag is false ? "" : answer.Body["role"]["name"].Text ?? "";
    }

    private static async Task<string> OwnAsync(HelpdeskHttp http, string email, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync($"users?limit=100&email={Uri.EscapeDataString(email)}", cancellationToken);

        // Its description has a bare list here, and an envelope around every other.
        var users = answer.Body["data"].Exists ? answer.Body["data"] : answer.Body;
        foreach (var user in users.Each())
        {
            if (email.Equals(user["email"].Text, StringComparison.OrdinalIgnoreCase))
            {
                return user["id"].RequiredText;
            }
        }

        throw new HelpdeskException(
            HelpdeskFault.NotAllowed,
            answer.IsMissing ? "There is no Gorgias account of that name." : "The account has no user with the connection's e-mail address.");
    }
}
