using System.Collections.Concurrent;
using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>Who somebody is, as <c>GET users</c> says it (docs.zammad.org/en/latest/api/user.html).</summary>
internal sealed class ZammadPeople(HelpdeskHttp http, TimeProvider time)
{
    /// <summary>For so long a person who was taken off the team still counts.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan OwnLasts = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Remembered<Answer>> team = new(StringComparer.Ordinal);
    private readonly Remembered<string> own = new(
        time, _ => OwnLasts, async cancellationToken => (await http.GetAsync("users/me", cancellationToken)).Body["id"].RequiredText);

    /// <summary>Whose token we have.</summary>
    public ValueTask<string> OwnIdAsync(CancellationToken cancellationToken) => own.GetAsync(cancellationToken);

    /// <summary>As just now; null where there is none.</summary>
    public async Task<ZammadPerson?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync($"users/{Uri.EscapeDataString(id)}?expand=true", cancellationToken);
        if (answer.IsMissing)
        {
            return null;
        }

        var user = answer.Body;
        return new ZammadPerson(
            user["id"].RequiredText,
            user["email"].Text is { Length: > 0 } email ? email : null,
            user["preferences"]["locale"].Text,
            user["active"].Flag == true && user["roles"].Each().Any(role => role.Text is not (null or "Customer")));
    }

    /// <summary>As a little while ago, for people of the team: there are few of them, and they are on every ticket.</summary>
    public async Task<ZammadPerson?> RememberedAsync(string id, CancellationToken cancellationToken) =>
        (await team.GetOrAdd(id, key => new Remembered<Answer>(time, _ => Lasts, async token => new Answer(await FindAsync(key, token)))).GetAsync(cancellationToken)).Person;

    private sealed record Answer(ZammadPerson? Person);
}

/// <param name="Id">The user's.</param>
/// <param name="Email">Null where none is known.</param>
/// <param name="Locale">In which they use Zammad, such as <c>de-de</c>; null where they never chose one.</param>
/// <param name="IsStaff">Active, and in another role than customer.</param>
internal sealed record ZammadPerson(string Id, string? Email, string? Locale, bool IsStaff);
