using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Cli.Serve;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Evaluate;

/// <summary>
/// Puts each ticket through the real HTTP surface on storage of its own that is imported afresh and thrown away, so that no ticket can
/// help or harm another, and asks the refund ledger what moved.
/// </summary>
/// <param name="policy">Its document.</param>
/// <param name="orders">Of all customers.</param>
/// <param name="advisor">Who is asked.</param>
/// <param name="settings">That make it so.</param>
internal sealed class Evaluation(string policy, ImmutableArray<Order> orders, string advisor, IReadOnlyDictionary<string, string?> settings)
{
    /// <summary>A model that says nothing useful so many times in a row from the first ticket on is not there.</summary>
    private const int Patience = 20;

    private readonly Dictionary<OrderId, Order> byId = orders.ToDictionary(order => order.Id);

    private readonly ModelPatience patience = new(Patience);

    public string Advisor => advisor;

    /// <exception cref="CommandFailedException">A model was asked and did not advise on any of the first tickets.</exception>
    public async Task<IReadOnlyList<TicketResult>> RunAsync(
        ImmutableArray<TicketLine> tickets, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var results = new TicketResult[tickets.Length];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, tickets.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (index, _) =>
            {
                // Not the loop's own token: a ticket that is under way when another one ends the run is still answered.
                results[index] = await DecideAsync(tickets[index], cancellationToken);
                patience.See(results[index].Usage);
                progress.Report(Interlocked.Increment(ref done));
            });
        return results;
    }

    /// <summary>To be called once the figures are out, so that they can be looked at all the same.</summary>
    /// <exception cref="CommandFailedException">A model was asked and did not advise on any ticket.</exception>
    public void Conclude() => patience.Conclude();

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
        JsonElement? decision = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) : null;
        return new TicketResult(
            advisor,
            ticket,
            Verdict.Of(ticket.Truth, account, byId),
            decision is { } made && Verdict.Of(ticket.Truth, Waiting.Agreed(account, made), byId).Exact,
            decision,
            decision is { } kept ? await UsageAsync(client, kept.GetProperty("decisionId").GetString()!, cancellationToken) : null,
            ticket.Truth.Refunds.IsEmpty ? "USD" : byId[ticket.Truth.Refunds[0].OrderId].Currency.Code);
    }

    private static async Task<AdvisorUsage?> UsageAsync(HttpClient client, string decision, CancellationToken cancellationToken)
    {
        var record = await client.GetFromJsonAsync<JsonElement>($"{Routes.Refunds}/{decision}", cancellationToken);
        return record.TryGetProperty("usage", out var usage) ? usage.Deserialize<AdvisorUsage>(CanonicalJson.Options) : null;
    }
}
