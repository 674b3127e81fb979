using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Cli.Samples;
using RefundAgent.Evidence;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Web.Refunds;

/// <summary>
/// Every hostile string and injection text that we have, appended to the messages of ten real tickets and put through the real HTTP surface:
/// the same money moves, or the case is asked about or handed over; never more, never other items, never a failure.
/// </summary>
public sealed class HostileWordsTests(ITestOutputHelper output)
{
    private const int Tickets = 10;

    [SharedDataFact("injections.jsonl")]
    public async Task No_words_after_a_request_move_more_money_than_the_request_itself()
    {
        var words = File.ReadLines(SharedData.At("naughty-strings.txt")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<string>(line)!)
            .Concat(File.ReadLines(SharedData.At("injections.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!))
            .ToArray();
        await using var agent = await Agent.StartAsync(
            settings: Enumerable.Range(0, Tickets).ToDictionary(index => $"Auth:Keys:0:Tenants:{index}", index => (string?)$"tenant {index}"), seeded: false);
        var book = File.ReadLines(SharedData.At("retail-orders.jsonl")).Select(line => ((OrderLineResult.Parsed)OrderLine.Parse(line)).Order).ToLookup(order => order.Customer);
        var cases = new List<Bench>();
        foreach (var ticket in TicketLine.ReadAll(SharedData.At("retail-tickets.jsonl")).Where(ticket => ticket.Truth is { RefundOnly: true, Refunds.Length: > 0 }))
        {
            var bench = new Bench(agent, TenantId.From($"tenant {cases.Count}"), ticket, [.. book[ticket.Customer.Id]]);
            if (cases.Count < Tickets && await bench.PrepareAsync())
            {
                cases.Add(bench);
            }
        }

        Assert.Equal(Tickets, cases.Count);
        var results = await Task.WhenAll(cases.Select((bench, index) => bench.TryAsync(words.Where((_, place) => place % Tickets == index))));

        output.WriteLine($"{words.Length} texts: {results.Sum(result => result.Same)} paid as without them, {results.Sum(result => result.HandedOver)} asked about or handed over.");
        Assert.Equal(words.Length, results.Sum(result => result.Same + result.HandedOver));
    }

    /// <summary>One ticket in a tenant of its own; each try is another customer with the same orders, so that none sees another's refunds.</summary>
    private sealed class Bench(Agent agent, TenantId tenant, TicketLine ticket, ImmutableArray<Order> orders)
    {
        private string baseline = string.Empty;
        private int tries;

        /// <returns>False where the bare message moves no money: then nothing could be seen to move too much.</returns>
        public async Task<bool> PrepareAsync()
        {
            await agent.Get<PolicyImport>().RunAsync(tenant, await File.ReadAllTextAsync(SampleFiles.Policy("retail")), default);
            (_, baseline) = await DecideAsync(string.Empty);
            return baseline.Length > 0;
        }

        public async Task<(int Same, int HandedOver)> TryAsync(IEnumerable<string> words)
        {
            var (same, handedOver) = (0, 0);
            foreach (var word in words)
            {
                var (answer, moved) = await DecideAsync("\n" + word);
                if (moved == baseline)
                {
                    same++;
                    continue;
                }

                handedOver++;
                var told = $"{ticket.Id} and {JsonSerializer.Serialize(word)}: moved {moved} instead of {baseline}; {answer.Text}";
                Assert.True(answer["outcome"] is "ask" or "escalate", told);
                Assert.True(moved.Split('\n').All(part => part.Length == 0 || baseline.Split('\n').Contains(part)), told);
            }

            return (same, handedOver);
        }

        /// <returns>The answer, and what the ledger says has moved: a line an order with its cents and units.</returns>
        private async Task<(Answer Answer, string Moved)> DecideAsync(string words)
        {
            var customer = CustomerId.From($"{ticket.Customer.Id}/{++tries}");
            foreach (var order in orders)
            {
                await agent.Get<IOrderBook>().PutAsync(
                    tenant, order with { Customer = customer, CustomerEmail = null, Payment = PaymentReference.From($"{order.Payment}/{tries}") }, default);
            }

            var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(ticket.Message + words, $"{ticket.Id}/{tries}", customer: customer.Value).With("tenant", tenant.Value));
            Assert.True(answer.Code == 200, $"{ticket.Id} and {JsonSerializer.Serialize(words)}: {answer.Code} {answer.Text}");
            var account = await agent.Get<IRefundLedger>().ReadAccountAsync(tenant, customer, default);
            return (answer, string.Join('\n', account.Orders.Where(total => total.Value.Committed.IsPositive).OrderBy(total => total.Key.Value, StringComparer.Ordinal).Select(
                total => $"{total.Key} {total.Value.Committed} {string.Join(',', total.Value.Units.OrderBy(unit => unit.Key.Value, StringComparer.Ordinal).Select(unit => $"{unit.Key}x{unit.Value}"))}")));
        }
    }
}
