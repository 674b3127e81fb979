using System.Collections.Frozen;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>What a ticket's state means: operators name and add states as they like, and each is of one of Zammad's own types.</summary>
internal sealed class ZammadStates(HelpdeskHttp http, TimeProvider time)
{
    public const string Merged = "merged";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly Remembered<FrozenDictionary<string, string>> types = new(time, _ => Lasts, cancellationToken => AskAsync(http, cancellationToken));

    /// <summary><c>new</c>, <c>open</c>, <c>pending reminder</c>, <c>pending action</c>, <c>closed</c>, <c>merged</c> or <c>removed</c>.</summary>
    /// <exception cref="HelpdeskException">There is no such state.</exception>
    public async Task<string> TypeOfAsync(string state, CancellationToken cancellationToken)
    {
        if (!(await types.GetAsync(cancellationToken)).TryGetValue(state, out var type))
        {
            // It may have been added since.
            types.Forget();
            type = (await types.GetAsync(cancellationToken)).GetValueOrDefault(state);
        }

        return type ?? throw new HelpdeskException(HelpdeskFault.Garbled, $"A ticket is in state {state}, which is not among GET ticket_states.");
    }

    /// <summary>A closed ticket still takes articles, and opens again when its customer writes; one that is merged or removed is done for good.</summary>
    public static TicketState Meaning(string type) => type switch
    {
        "closed" => TicketState.Solved,
        Merged or "removed" => TicketState.Closed,
        _ => TicketState.Open,
    };

    private static async Task<FrozenDictionary<string, string>> AskAsync(HelpdeskHttp http, CancellationToken cancellationToken) =>
        (await http.GetAsync("ticket_states?expand=true", cancellationToken)).Body.Each()
            .ToFrozenDictionary(state => state["id"].RequiredText, state => state["state_type"].Text ?? state["name"].RequiredText, StringComparer.Ordinal);
}
