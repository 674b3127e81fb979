using System.Collections.Concurrent;
using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Adapters.Helpdesks.Freshdesk;

/// <summary>Who of those that write works there: Freshdesk tells people of the team from customers by having a page about them.</summary>
internal sealed class FreshdeskAgents(HelpdeskHttp http, TimeProvider time)
{
    private const int MostKept = 1000;

    private static readonly TimeSpan SelfIsGood = TimeSpan.FromHours(1);

    /// <summary>Short, since whoever was let go must not decide for long.</summary>
    private static readonly TimeSpan IsGood = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Remembered<HelpdeskAnswer>> known = new(StringComparer.Ordinal);
    private readonly Remembered<string> self = new(time, _ => SelfIsGood, async token => (await http.GetAsync("api/v2/agents/me", token)).Body["id"].RequiredText);

    /// <summary>The id of the agent whose key we have.</summary>
    public ValueTask<string> SelfAsync(CancellationToken cancellationToken) => self.GetAsync(cancellationToken);

    /// <returns>By id, whether they may sign in; customers are left out.</returns>
    public async Task<Dictionary<string, bool>> AmongAsync(IEnumerable<string> people, CancellationToken cancellationToken)
    {
        if (known.Count > MostKept)
        {
            known.Clear();
        }

        var staff = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var id in people)
        {
            var agent = await known.GetOrAdd(id, _ => new Remembered<HelpdeskAnswer>(
                time, _ => IsGood, token => http.GetAsync($"api/v2/agents/{Uri.EscapeDataString(id)}", token))).GetAsync(cancellationToken);
            if (!agent.IsMissing)
            {
                staff[id] = agent.Body["contact"]["active"].Flag != false;
            }
        }

        return staff;
    }
}
