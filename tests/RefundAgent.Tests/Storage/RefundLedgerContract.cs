using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RefundAgent.Actions;
using RefundAgent.Adapters.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class RefundLedgerContract(TestStore store)
{
    private readonly IRefundLedger ledger = store.Get<IRefundLedger>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_plan_moves_the_totals_with_it()
    {
        var entry = Samples.Entry(tenant, "c1");

        var planned = Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([entry], Samples.Caps(), await ReadAsync(), default));
        var read = await ReadAsync();

        Assert.Equal((Samples.Usd(10_00), 1), (read.Orders[entry.Order].Committed, read.Orders[entry.Order].Units[entry.Items[0]]));
        Assert.Equal(new RecentRefund(entry.Key, entry.PlannedAt, entry.Amount), Assert.Single(read.Recent));
        Assert.Equal(CanonicalJson.Write(read), CanonicalJson.Write(planned.Account));
        Assert.Equal(read.ETag, planned.Account.ETag);
        Assert.Equal(CanonicalJson.Write(entry), CanonicalJson.Write(await FindAsync(entry)));
        Assert.Empty((await ledger.ReadAccountAsync(TestStore.NewTenant(), entry.Customer, default)).Recent);
    }

    [Fact]
    public async Task The_account_that_a_plan_returns_serves_the_next_plan()
    {
        var account = await ReadAsync();
        foreach (var claim in new[] { "c1", "c2", "c3" })
        {
            account = Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Samples.Entry(tenant, claim)], Samples.Caps(), account, default)).Account;
        }

        Assert.Equal(Samples.Usd(30_00), (await ReadAsync()).Orders[OrderId.From("o1")].Committed);
    }

    [Fact]
    public async Task An_account_reckoned_with_by_hand_is_not_taken_for_what_the_ledger_holds()
    {
        var entry = Samples.Entry(tenant, "c1");
        var expected = (await ReadAsync()).With(entry);

        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([entry], Samples.Caps(order: 10_00), expected, default));
        Assert.Equal(Samples.Usd(10_00), (await ReadAsync()).Orders[entry.Order].Committed);
    }

    [Fact]
    public async Task The_same_key_is_planned_once_and_its_row_tells_how_far_it_got()
    {
        var entry = Samples.Entry(tenant, "c1");
        var seen = await ReadAsync();
        await PlanAsync(entry);
        await PayAsync(entry, "re_1");

        foreach (var view in new[] { seen, await ReadAsync(), CustomerAccount.Empty })
        {
            // Even under caps that its own sum fills: a refund does not stand in its own way.
            var known = Assert.IsType<PlanResult.Known>(await ledger.PlanAsync([entry with { Amount = Samples.Usd(7) }], Samples.Caps(order: 10_00), view, default));
            Assert.Equal((RefundState.Succeeded, "re_1", Samples.Usd(10_00)), (Assert.Single(known.Entries).State, known.Entries[0].ProviderReference, known.Entries[0].Amount));
        }

        Assert.Equal(Samples.Usd(10_00), (await ReadAsync()).Orders[entry.Order].Committed);
    }

    [Fact]
    public async Task A_plan_past_a_cap_is_refused_in_words()
    {
        await PlanAsync(Samples.Entry(tenant, "c1"));

        Assert.Contains("o1", await RefusedAsync(Samples.Entry(tenant, "c2"), Samples.Caps(order: 19_99)), StringComparison.Ordinal);
        Assert.Contains("i1", await RefusedAsync(Samples.Entry(tenant, "c3"), Samples.Caps(units: 1)), StringComparison.Ordinal);
        Assert.Contains("30-day", await RefusedAsync(Samples.Entry(tenant, "c4"), Samples.Caps(window: 19_99)), StringComparison.Ordinal);
        Assert.Contains("off", await RefusedAsync(Samples.Entry(tenant, "c5"), Samples.Caps() with { Closed = new RefundRefusal(RefundFailure.Limit, "switched off") }), StringComparison.Ordinal);
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Samples.Entry(tenant, "c6")], Samples.Caps(20_00, 2, 20_00), await ReadAsync(), default));
    }

    [Fact]
    public async Task Of_sums_for_no_item_that_were_ruled_on_in_one_moment_the_agent_pays_one()
    {
        var seen = await ReadAsync();
        RefundEntry Goodwill(string claim) => Samples.Entry(tenant, claim) with { Items = [] };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => ledger.PlanAsync([Goodwill($"c{index}")], Samples.Caps(), seen, default))));

        Assert.Single(results.OfType<PlanResult.Planned>());
        Assert.Equal(7, results.OfType<PlanResult.Refused>().Count());
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Goodwill("c8") with { Initiator = RefundInitiator.Person }], Samples.Caps(), await ReadAsync(), default));
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Samples.Entry(tenant, "c9")], Samples.Caps(), await ReadAsync(), default));
    }

    /// <summary>Each was ruled on while nothing of the order had been given back, so each has the delivery in it.</summary>
    [Fact]
    public async Task Of_refunds_of_several_items_at_once_one_has_the_delivery_in_it()
    {
        var seen = await ReadAsync();
        var caps = Samples.Caps() with { Shipping = Samples.Usd(4_00) };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => ledger.PlanAsync([Delivered($"c{index}")], caps, seen, default))));

        Assert.Single(results.OfType<PlanResult.Planned>());
        Assert.All(results.OfType<PlanResult.Refused>(), refused => Assert.Contains("4.00 USD for delivery", refused.Refusal.Why, StringComparison.Ordinal));
        Assert.Equal(Samples.Usd(4_00), (await ReadAsync()).Orders[OrderId.From("o1")].Shipping);
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Samples.Entry(tenant, "c8")], caps, await ReadAsync(), default));
    }

    [Fact]
    public async Task A_refund_that_fails_frees_the_delivery_that_was_in_it()
    {
        var caps = Samples.Caps() with { Shipping = Samples.Usd(4_00) };
        var first = await PlanAsync(Delivered("c1"), caps);
        await RefusedAsync(Delivered("c2"), caps);

        await ledger.MoveAsync(first, new RefundMove { To = RefundState.Failed, Detail = "TooLarge: no" }, default);

        Assert.Equal(Samples.Usd(0), (await ReadAsync()).Orders[first.Order].Shipping);
        Assert.Equal(Samples.Usd(4_00), (await PlanAsync(Delivered("c3"), caps)).Shipping);
    }

    [Fact]
    public async Task Rows_of_a_version_that_did_not_tell_delivery_from_goods_are_read_and_go_on()
    {
        var caps = Samples.Caps() with { Shipping = Samples.Usd(4_00) };
        var entry = await PlanAsync(Samples.Entry(tenant, "c1"));
        await ForgetShippingAsync(AccountRows.Partition(tenant, entry.Customer));

        Assert.Equal((null, Samples.Usd(0)), ((await ReadAsync()).Orders[entry.Order].Shipping, (await FindAsync(entry))!.Shipping));
        await PlanAsync(Delivered("c2"), caps);
        await RefusedAsync(Delivered("c3"), caps);
        Assert.Equal(Samples.Usd(4_00), (await ReadAsync()).Orders[entry.Order].Shipping);
    }

    [Fact]
    public async Task The_window_forgets_in_time_and_the_order_never_does()
    {
        await PlanAsync(Samples.Entry(tenant, "c1"));
        var later = Samples.Entry(tenant, "c2", order: "o2") with { PlannedAt = Samples.Noon.AddDays(92) };

        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([later], Samples.Caps(window: 10_00), await ReadAsync(), default));

        var account = await ReadAsync();
        Assert.Equal(later.Key, Assert.Single(account.Recent).Key);
        Assert.Equal(2, account.Orders.Count);
    }

    [Fact]
    public async Task Of_many_plans_at_once_no_more_succeed_than_the_caps_allow()
    {
        var seen = await ReadAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(index => Task.Run(
            () => ledger.PlanAsync([Samples.Entry(tenant, $"c{index}", order: $"o{index % 2}")], Samples.Caps(order: 50_00, window: 75_00), seen, default))));

        var account = await ReadAsync();
        Assert.Equal(7, results.OfType<PlanResult.Planned>().Count());
        Assert.Equal(25, results.OfType<PlanResult.Refused>().Count());
        Assert.Equal(Samples.Usd(70_00), account.Orders.Values.Select(total => total.Committed).Aggregate((sum, next) => sum + next));
        Assert.All(account.Orders.Values, total => Assert.True(total.Committed <= Samples.Usd(50_00)));
        Assert.Equal(7, account.Recent.Length);
    }

    [Fact]
    public async Task Of_many_plans_of_one_key_one_is_planned_and_all_others_know_it()
    {
        var seen = await ReadAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => ledger.PlanAsync([Samples.Entry(tenant, "c1")], Samples.Caps(order: 10_00), seen, default))));

        Assert.Single(results.OfType<PlanResult.Planned>());
        Assert.Equal(15, results.OfType<PlanResult.Known>().Count());
    }

    [Fact]
    public async Task A_failed_refund_gives_its_sum_back_once()
    {
        var entry = await PlanAsync(Samples.Entry(tenant, "c1"));
        await PlanAsync(Samples.Entry(tenant, "c2", 5_00));

        var failed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ledger.MoveAsync(entry, new RefundMove { To = RefundState.Failed, Detail = "TooLarge: no" }, default)));

        var account = await ReadAsync();
        Assert.All(failed, row => Assert.Equal((RefundState.Failed, "TooLarge: no"), (row.Entry.State, row.Entry.Detail)));
        Assert.Equal((Samples.Usd(5_00), 1), (account.Orders[entry.Order].Committed, account.Orders[entry.Order].Units[entry.Items[0]]));
        Assert.Equal(Samples.Usd(5_00), Assert.Single(account.Recent).Amount);
    }

    [Fact]
    public async Task A_row_moves_forward_whatever_the_mover_last_saw_and_never_back()
    {
        var planned = await PlanAsync(Samples.Entry(tenant, "c1"));

        await ledger.MoveAsync(planned, RefundMove.Submit, default);
        var (unknown, _, _) = await ledger.MoveAsync(planned, new RefundMove { To = RefundState.Unknown, Detail = "timed out" }, default);
        var (paid, _, _) = await ledger.MoveAsync(planned, new RefundMove { To = RefundState.Succeeded, Reference = "re_1" }, default);
        var (late, moved, _) = await ledger.MoveAsync(unknown, new RefundMove { To = RefundState.Unknown, Detail = "timed out again" }, default);

        Assert.False(moved);
        Assert.Equal(RefundState.Unknown, unknown.State);
        Assert.Equal((RefundState.Succeeded, "re_1"), (paid.State, paid.ProviderReference));
        Assert.Equal((RefundState.Succeeded, "re_1", (string?)null), (late.State, late.ProviderReference, late.Detail));
        Assert.Equal(RefundState.Succeeded, (await FindAsync(planned))!.State);
    }

    [Fact]
    public async Task What_was_never_planned_cannot_move() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => ledger.MoveAsync(Samples.Entry(tenant, "c1"), RefundMove.Submit, default));

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        foreach (var id in Samples.HostileIds)
        {
            var entry = Samples.Entry(tenant, id, order: id, customer: id);
            Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([entry], Samples.Caps(10_00, 1, 10_00), CustomerAccount.Empty, default));
        }
    }

    [Fact]
    public async Task The_parts_of_one_refund_are_planned_together_or_not_at_all()
    {
        var (card, gift) = (Samples.Entry(tenant, "c1", 6_00), Samples.Entry(tenant, "c1/1", 5_00) with { Items = [], Payment = new("gift") });

        var refused = await ledger.PlanAsync([card, gift], Samples.Caps(order: 10_99), await ReadAsync(), default);
        Assert.IsType<PlanResult.Refused>(refused);
        Assert.Empty((await ReadAsync()).Orders);

        var again = Assert.IsType<PlanResult.Known>(await ledger.PlanAsync([card, gift], Samples.Caps(), await ReadAsync(), default));
        Assert.All(again.Entries, entry => Assert.Equal((RefundState.Failed, default(DateTimeOffset?)), (entry.State, entry.SubmittedAt)));

        ImmutableArray<RefundEntry> agreed = [card with { Initiator = RefundInitiator.Person }, gift with { Initiator = RefundInitiator.Person }];
        var planned = Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync(agreed, Samples.Caps(), await ReadAsync(), default));
        var total = (await ReadAsync()).Orders[card.Order];
        Assert.Equal((Samples.Usd(11_00), Samples.Usd(6_00), Samples.Usd(5_00)), (total.Committed, total.Of(card.Payment), total.Of(gift.Payment)));
        Assert.Equal(2, planned.Entries.Length);
        Assert.Equal(2, (await ledger.OfOrderAsync(tenant, card.Customer, card.Order, default)).Length);
    }

    [Fact]
    public async Task A_payment_gives_back_no_more_than_its_own_cap()
    {
        var entry = Samples.Entry(tenant, "c1");
        var caps = Samples.Caps() with { Payments = ImmutableDictionary<PaymentReference, Money>.Empty.Add(entry.Payment, Samples.Usd(9_99)) };

        Assert.Contains("payment o1", await RefusedAsync(entry, caps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disputed_payment_is_not_refunded_however_old_the_view_of_it_is()
    {
        var seen = await ReadAsync();
        var entry = Samples.Entry(tenant, "c1");
        await ledger.MarkPaymentAsync(tenant, entry.Customer, entry.Payment, state => state.With(new DisputeReport("dp_1", DisputeState.Chargeback, Samples.Noon)), default);

        var refused = Assert.IsType<PlanResult.Refused>(await ledger.PlanAsync([entry], Samples.Caps(), seen, default));

        Assert.Equal(RefundFailure.Disputed, refused.Refusal.Failure);
        Assert.Equal(DisputeState.Chargeback, (await ReadAsync()).Of(entry.Payment).Dispute);
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([Samples.Entry(tenant, "c2", order: "o2")], Samples.Caps(), seen, default));
    }

    /// <summary>Only the provider's own books may say that what had failed was paid, or that what was paid came back.</summary>
    [Fact]
    public async Task A_confirmed_word_of_the_provider_counts_either_way_and_the_totals_follow()
    {
        var entry = await PlanAsync(Samples.Entry(tenant, "c1"));
        await PayAsync(entry, "re_1");
        var failed = new RefundMove { To = RefundState.Failed, Detail = "Rejected: came back" };
        var paid = new RefundMove { To = RefundState.Succeeded, Reference = "re_2" };

        Assert.Equal((false, RefundState.Succeeded), await MovedAsync(entry, failed));
        Assert.Equal((true, RefundState.Succeeded), await MovedAsync(entry, failed with { Confirmed = true }));
        Assert.Equal(Samples.Usd(0), (await ReadAsync()).Orders[entry.Order].Committed);
        Assert.Equal((false, RefundState.Failed), await MovedAsync(entry, paid));
        Assert.Equal((true, RefundState.Failed), await MovedAsync(entry, paid with { Confirmed = true }));
        Assert.Equal(entry.Amount, (await ReadAsync()).Orders[entry.Order].Committed);
        Assert.Equal(entry.Key, Assert.Single((await ReadAsync()).Recent).Key);
    }

    /// <summary>Events come in any order: a provider never revives a refund that it has failed, so what says so was said before.</summary>
    [Fact]
    public async Task A_refund_that_the_provider_has_failed_is_not_revived_by_older_news_of_it()
    {
        var entry = await PlanAsync(Samples.Entry(tenant, "c1"));
        await ledger.MoveAsync(entry, RefundMove.Submit, default);
        var pending = new ProviderRefund("re_1", entry.Key, entry.Amount, RefundState.Pending);
        await ledger.MoveAsync(entry, RefundMove.Of(pending with { State = RefundState.Failed }), default);

        Assert.Equal((false, RefundState.Failed), await MovedAsync(entry, RefundMove.Of(pending)));
        Assert.Equal((false, RefundState.Failed), await MovedAsync(entry, RefundMove.Of(pending with { State = RefundState.Succeeded })));
        Assert.Equal(Samples.Usd(0), (await ReadAsync()).Orders[entry.Order].Committed);
    }

    [Fact]
    public async Task What_was_submitted_cannot_be_withdrawn()
    {
        var entry = await PlanAsync(Samples.Entry(tenant, "c1"));
        await ledger.MoveAsync(entry, RefundMove.Submit, default);

        Assert.Equal((false, RefundState.Submitted), await MovedAsync(entry, RefundMove.Withdraw(RefundFailure.Limit, "no")));
    }

    private async Task<(bool Moved, RefundState Before)> MovedAsync(RefundEntry entry, RefundMove move)
    {
        var result = await ledger.MoveAsync(entry, move, default);
        return (result.Moved, result.Before);
    }

    private async Task PayAsync(RefundEntry entry, string reference)
    {
        await ledger.MoveAsync(entry, RefundMove.Submit, default);
        await ledger.MoveAsync(entry, new RefundMove { To = RefundState.Succeeded, Reference = reference }, default);
    }

    private Task<CustomerAccount> ReadAsync() => ledger.ReadAccountAsync(tenant, CustomerId.From("c1"), default);

    private Task<RefundEntry?> FindAsync(RefundEntry entry) => ledger.FindAsync(tenant, entry.Customer, entry.Key, default);

    private async Task ForgetShippingAsync(string partition)
    {
        var table = store.Table(TableNames.RefundLedger);
        foreach (var row in table.QueryAsync(new RowQuery { PartitionFrom = partition }, default).ToBlockingEnumerable().ToArray())
        {
            var body = row.Read<JsonObject>(table.Name);
            body.Remove("shipping");
            await table.TryWriteAsync(RowWrite.Put(Row.Of(row.Partition, row.Key, body)), default);
        }
    }

    private RefundEntry Delivered(string claim) => Samples.Entry(tenant, claim) with { Shipping = Samples.Usd(4_00) };

    private async Task<RefundEntry> PlanAsync(RefundEntry entry, RefundCaps? caps = null) =>
        Assert.IsType<PlanResult.Planned>(await ledger.PlanAsync([entry], caps ?? Samples.Caps(), await ReadAsync(), default)).Entries[0];

    private async Task<string> RefusedAsync(RefundEntry entry, RefundCaps caps) =>
        Assert.IsType<PlanResult.Refused>(await ledger.PlanAsync([entry], caps, await ReadAsync(), default)).Refusal.Why;
}

public sealed class MemoryRefundLedgerTests(MemoryStore store) : RefundLedgerContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteRefundLedgerTests(AzuriteStore store) : RefundLedgerContract(store);
