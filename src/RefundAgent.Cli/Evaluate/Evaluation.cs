using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Cli.Serve;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Evaluate;

/// <summary>
/// Puts each ticket through the real HTTP surface on storage of its own that is imported afresh and thrown away, so that no ticket can
/// help or harm another, and asks the refund ledger what moved.
/// </summary>
internal sealed class Evaluation(string policy, ImmutableArray<Order> orders, IReadOnlyDictionary<string, string?> settings)
{
    private readonly Dictionary<OrderId, Order> byId = orders.ToDictionary(order => order.Id);

    public async Task<IReadOnlyList<TicketResult>> RunAsync(
        ImmutableArray<TicketLine> tickets, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var results = new TicketResult[tickets.Length];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, tickets.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (index, cancelled) =>
            {
                results[index] = await DecideAsync(tickets[index], cancelled);
                progress.Report(Interlocked.Increment(ref done));
            });
        return results;
    }

    private async Task<TicketResult> DecideAsync(TicketLine ticket, CancellationToken cancellationToken)
    {
        var key = DevelopmentKey.Make();
        await using var app = AgentHost.Build(
            DevelopmentKey.Settings(key)
                .Concat(settings)
                .Append(new(StorageSettings.InMemory, "true"))
                .Append(new(SettingNames.PaymentsProvider, "sandbox")) // Whatever this machine is set up for: an evaluation pays nobody.
                .Append(new("Logging:LogLevel:Default", "Error"))
                .ToDictionary(), port: 0);
        await app.Services.PrepareStorageAsync(cancellationToken);
        await app.Services.GetRequiredService<PolicyImport>().RunAsync(DefaultTenant.Id, policy, cancellationToken);
        var book = app.Services.GetRequiredService<IOrderBook>();
        foreach (var order in orders)
        {
            await book.PutAsync(DefaultTenant.Id, order, cancellationToken);
        }

        var address = await AgentHost.StartAsync(app, 0, cancellationToken);
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add(ApiKeys.Header, key);
        using var answer = await client.PostAsJsonAsync(
            Routes.Refunds,
            new { ticketId = ticket.Id, message = ticket.Message, customer = new { id = ticket.Customer.Id, email = ticket.Customer.Email } },
            CanonicalJson.Options,
            cancellationToken);
        var account = await app.Services.GetRequiredService<IRefundLedger>().ReadAccountAsync(
            DefaultTenant.Id, ticket.Customer.Id, cancellationToken);
        return new TicketResult(
            ticket,
            Verdict.Of(ticket.Truth, account, byId),
            answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) : null,
            ticket.Truth.Refunds.IsEmpty ? "USD" : byId[ticket.Truth.Refunds[0].OrderId].Currency.Code);
    }
}

/// <param name="Answer">The decision; null where the call failed.</param>
/// <param name="Currency">Of the ticket's orders.</param>
internal sealed record TicketResult(TicketLine Ticket, Verdict Verdict, JsonElement? Answer, string Currency)
{
    [JsonIgnore]
    public string? Outcome => Answer?.GetProperty("outcome").GetString();

    [JsonIgnore]
    public string? Status => Answer?.GetProperty("status").GetString();
}
