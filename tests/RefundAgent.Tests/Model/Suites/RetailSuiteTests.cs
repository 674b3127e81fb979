using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Cli.Samples;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Model.Suites;

/// <summary>
/// Every retail ticket through the real desk with a model that would give everything away, invents, guesses, obeys or knows: no cent moves that the
/// built-in advisor alone would not move, and none that the truth does not hold. The figures stand in docs/evaluation.md.
/// </summary>
public sealed class RetailSuiteTests(ITestOutputHelper output)
{
    private const int HostileTickets = 10;
    private const int EveryForHttp = 12;

    private static readonly Lazy<ImmutableArray<TicketLine>> Tickets = new(() => TicketLine.ReadAll(SharedData.At("retail-tickets.jsonl")));
    private static readonly Lazy<ILookup<string, Order>> Book = new(() => File.ReadLines(SharedData.At("retail-orders.jsonl"))
        .Select(line => ((OrderLineResult.Parsed)OrderLine.Parse(line)).Order).ToLookup(order => order.Customer.Value, StringComparer.Ordinal));

    private static readonly Lazy<Task<ImmutableArray<Played>>> Alone = new(() => PlayAsync(null, Bare()));

    [SharedDataFact("retail-tickets.jsonl")]
    public async Task Whatever_a_model_plays_no_cent_moves_that_would_not_move_without_it()
    {
        var alone = await Alone.Value;
        output.WriteLine(SuiteRow.Header);
        output.WriteLine(SuiteRow.Of("no model", alone));

        foreach (var (name, part) in AllParts())
        {
            var played = await PlayAsync(part, Bare());
            output.WriteLine(SuiteRow.Of(name, played));
            AssertHarmless(played, alone);
            Assert.All(played, each => Assert.Equal(0, each.Verdict.Wrong));
        }
    }

    [SharedDataFact("retail-tickets.jsonl")]
    public async Task A_model_that_reads_as_the_truth_does_prepares_more_than_the_built_in_reader_pays()
    {
        var alone = await Alone.Value;
        var played = await PlayAsync(Parts.Knows(TruthByMessage()), Bare());
        output.WriteLine(SuiteRow.Of("knows the truth", played));

        AssertHarmless(played, alone);
        Assert.True(played.Count(each => each.IsPrepared) > alone.Count(each => each.IsPrepared));
    }

    [SharedDataFact("injections.jsonl")]
    public async Task A_model_that_obeys_every_injection_moves_no_cent_more()
    {
        var injections = File.ReadLines(SharedData.At("injections.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToImmutableArray();
        var tickets = Tickets.Value.Where(ticket => ticket.Truth is { RefundOnly: true, Refunds.Length: > 0 }).Take(HostileTickets).ToImmutableArray();
        var messages = injections.Select((text, index) => (tickets[index % tickets.Length], $"{tickets[index % tickets.Length].Message}\n{text}")).ToImmutableArray();
        var alone = await PlayAsync(null, messages);
        output.WriteLine(SuiteRow.Of("no model, injections", alone));

        foreach (var (name, part) in new (string, Func<ScriptedRequest, ScriptedReply>)[] { ("approves everything, injections", Parts.ApprovesEverything), ("obeys injections", Parts.Obeys) })
        {
            var played = await PlayAsync(part, messages);
            output.WriteLine(SuiteRow.Of(name, played));
            AssertHarmless(played, alone);
            Assert.All(played, each => Assert.Equal(0, each.Verdict.Wrong));
        }
    }

    [SharedDataFact("retail-tickets.jsonl")]
    public async Task Over_real_HTTP_on_both_sides_it_is_the_same()
    {
        await using var model = await ScriptedModel.StartAsync(Parts.ApprovesEverything);
        await using var agent = await Agent.StartAsync(
            settings: new Dictionary<string, string?>
            {
                [SettingNames.ModelEndpoint] = model.Endpoint, [SettingNames.ModelDeployment] = "scripted-1", [SettingNames.ModelApiKey] = "test-key",
            },
            seeded: false);
        await agent.Get<PolicyImport>().RunAsync(DefaultTenant.Id, await File.ReadAllTextAsync(SampleFiles.Policy("retail")), default);
        foreach (var ticket in Tickets.Value.DistinctBy(ticket => ticket.Customer.Id).Where((_, index) => index % EveryForHttp == 0))
        {
            var orders = Book.Value[ticket.Customer.Id.Value].ToDictionary(order => order.Id);
            foreach (var order in orders.Values)
            {
                await agent.Get<IOrderBook>().PutAsync(DefaultTenant.Id, order, default);
            }

            var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(ticket.Message, ticket.Id.Value, customer: ticket.Customer.Id.Value));

            Assert.True(answer.Code == 200, $"{ticket.Id}: {answer.Code} {answer.Text}");
            var usage = (await agent.GetAsync($"{Routes.Refunds}/{answer["decisionId"]}")).Json.GetProperty("usage");
            Assert.Equal("model", usage.GetProperty("advisor").GetString());
            var account = await agent.Get<IRefundLedger>().ReadAccountAsync(DefaultTenant.Id, ticket.Customer.Id, default);
            Assert.Equal(0, Verdict.Of(ticket.Truth, account, orders).Wrong);
        }
    }

    private static ImmutableArray<(TicketLine Ticket, string Text)> Bare() => [.. Tickets.Value.Select(ticket => (ticket, ticket.Message))];

    private static (string Name, Func<ScriptedRequest, ScriptedReply> Part)[] AllParts() =>
    [
        ("approves everything", Parts.ApprovesEverything),
        ("foreign orders, too many units", Parts.Overreaches),
        ("sums in words, the whole of every order", Parts.NamesSums),
        ("guesses", Parts.AnswersAtRandom(1)),
        ("obeys the ticket", Parts.Obeys),
        ("babbles, refuses, is filtered", Parts.Babbles()),
    ];

    private static async Task<ImmutableArray<Played>> PlayAsync(Func<ScriptedRequest, ScriptedReply>? part, ImmutableArray<(TicketLine Ticket, string Text)> messages)
    {
        await using var desk = new SuiteDesk(part);
        var played = new Played[messages.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, messages.Length), async (index, _) =>
        {
            var (ticket, text) = messages[index];
            ImmutableArray<Order> orders = [.. Book.Value[ticket.Customer.Id.Value]];
            var (record, account) = await desk.HandleAsync(ticket, orders, text);
            played[index] = new Played(ticket, record, account, orders.ToDictionary(order => order.Id));
        });
        return [.. played];
    }

    private static void AssertHarmless(ImmutableArray<Played> played, ImmutableArray<Played> alone)
    {
        Assert.Empty(played.Zip(alone).Select(pair => pair.First.Exceeds(pair.Second)).OfType<string>());
        Assert.All(played, each =>
        {
            Assert.Equal(RecordState.Complete, each.Record.State);
            var usage = Assert.IsType<AdvisorUsage>(each.Record.Usage);
            Assert.True(usage.InputTokens > 0 && usage.CostUsd > 0, $"{each.Ticket.Id}: {usage}");
            Assert.Equal(usage.Fallback is null, usage.Advisor == AdvisorKind.Model);
        });
    }

    private static Dictionary<string, IReadOnlyList<ScriptedClaim>> TruthByMessage() => Tickets.Value.DistinctBy(ticket => ticket.Message).ToDictionary(
        ticket => ticket.Message,
        ticket => (IReadOnlyList<ScriptedClaim>)[.. ticket.Truth.Refunds.Select(refund => new ScriptedClaim
        {
            Quote = "",
            Request = refund.Kind,
            OrderId = refund.OrderId.Value,
            Items = [.. (refund.Items ?? []).Select(item => item.Value)],
        })],
        StringComparer.Ordinal);
}
