using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class FeedbackLedgerContract(TestStore store)
{
    private readonly IFeedbackLedger ledger = store.Get<IFeedbackLedger>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task Two_principals_may_use_one_event_id()
    {
        var (first, second) = (Samples.Feedback(tenant, "e1") with { By = PrincipalId.From("mallory") }, Samples.Feedback(tenant, "e1"));
        await ledger.AppendAsync(tenant, [first], default);

        Assert.Equal(second.By, Assert.Single(await ledger.AppendAsync(tenant, [first, second], default)).Event.By);
    }

    [Fact]
    public async Task Events_get_their_place_in_the_order_given_from_one_without_gaps()
    {
        var first = await AppendAsync("b", "a");
        var second = await AppendAsync("c");

        Assert.Equal([(1, "b"), (2, "a")], first);
        Assert.Equal([(3, "c")], second);
        Assert.Equal([(1, "b"), (2, "a"), (3, "c")], await ReadAsync(0));
        Assert.Equal([(3, "c")], await ReadAsync(2));
        Assert.Empty(await ReadAsync(3));
        Assert.Empty(await AppendAsync());
    }

    [Fact]
    public async Task What_is_in_the_ledger_already_is_left_out_wherever_it_stands_in_the_list()
    {
        await AppendAsync("a", "b");

        Assert.Equal([(3, "x"), (4, "y")], await AppendAsync("x", "a", "y", "b", "x"));
        Assert.Empty(await AppendAsync("b", "a"));
    }

    [Fact]
    public async Task A_long_list_cut_short_anywhere_is_finished_by_appending_it_again()
    {
        var ids = Enumerable.Range(0, 100).Select(index => $"e{index:D3}").ToArray();
        await AppendAsync(ids[..47]);

        Assert.Equal(53, (await AppendAsync(ids)).Length);
        Assert.Equal(ids.Select((id, index) => (index + 1L, id)), await ReadAsync(0));
    }

    [Fact]
    public async Task Two_that_append_at_once_leave_each_event_once_and_no_gap()
    {
        var ids = Enumerable.Range(0, 40).Select(index => $"e{index:D3}").ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() => AppendAsync(ids[(part * 5)..]))));

        var entries = await ReadAsync(0);
        Assert.Equal(Enumerable.Range(1, 40).Select(sequence => (long)sequence), entries.Select(entry => entry.Item1));
        Assert.Equal(ids, entries.Select(entry => entry.Item2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_of_one_decision_are_found_in_order()
    {
        await ledger.AppendAsync(tenant, [Samples.Feedback(tenant, "e1", "d1"), Samples.Feedback(tenant, "e2", "d"), Samples.Feedback(tenant, "e3", "d1")], default);

        var found = await ledger.OfDecisionAsync(tenant, DecisionId.From("d1"), default);

        Assert.Equal([1L, 3L], found.Select(entry => entry.Sequence));
        Assert.Empty(await ledger.OfDecisionAsync(TestStore.NewTenant(), DecisionId.From("d1"), default));
    }

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        var added = await ledger.AppendAsync(tenant, [.. Samples.HostileIds.Select(id => Samples.Feedback(tenant, id, id))], default);

        Assert.Equal(Samples.HostileIds, added.Select(entry => entry.Event.Id.Value));
        Assert.All(Samples.HostileIds, id => Assert.Single(ledger.OfDecisionAsync(tenant, DecisionId.From(id), default).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Many_long_notes_are_more_than_one_transaction_and_all_there()
    {
        var events = Enumerable.Range(0, 16).Select(index => Samples.Feedback(tenant, $"e{index:D2}", note: Samples.Noise(256 * 1024))).ToArray();

        Assert.Equal(16, (await ledger.AppendAsync(tenant, events, default)).Length);
        Assert.Equal(16, (await ReadAsync(0)).Length);
    }

    private async Task<(long, string)[]> AppendAsync(params string[] ids) =>
        [.. (await ledger.AppendAsync(tenant, [.. ids.Select(id => Samples.Feedback(tenant, id))], default)).Select(entry => (entry.Sequence, entry.Event.Id.Value))];

    private async Task<(long, string)[]> ReadAsync(long after)
    {
        var entries = new List<(long, string)>();
        await foreach (var entry in ledger.ReadAsync(tenant, after, default))
        {
            entries.Add((entry.Sequence, entry.Event.Id.Value));
        }

        return [.. entries];
    }
}

public sealed class MemoryFeedbackLedgerTests(MemoryStore store) : FeedbackLedgerContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteFeedbackLedgerTests(AzuriteStore store) : FeedbackLedgerContract(store);
