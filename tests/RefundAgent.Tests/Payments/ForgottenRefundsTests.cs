using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Payments;

/// <summary>
/// A store is restored from a backup of before a refund. The provider's books still have it: with what they say nobody is paid again, neither
/// by the claim that waits once more nor by a ticket that comes again.
/// </summary>
public sealed class ForgottenRefundsTests : IAsyncLifetime
{
    private static readonly PrincipalId Operator = PrincipalId.From("olga");
    private static readonly OrderId Order = OrderId.From("#1001");
    private static readonly string[] Restored = [TableNames.Decisions, TableNames.DecisionsByTicket, TableNames.RefundLedger, TableNames.Spend];

    private readonly Dictionary<string, List<Row>> backup = [];

    private ApprovalWorld world = null!;

    /// <summary>With another item in the order: what is left of its money would pay for the lamp a second time.</summary>
    public async Task InitializeAsync()
    {
        world = await OpenAsync();
        var orders = world.Get<IOrderBook>();
        var order = (await orders.FindAsync(Tenant, Order, default))!;
        var sofa = new OrderItem { Id = ItemId.From("sofa"), Name = "Sofa", Quantity = 1, UnitPrice = Samples.Usd(137_00) };
        await orders.PutAsync(Tenant, order with { Paid = order.Paid + sofa.UnitPrice, Items = order.Items.Add(sofa) }, default);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task The_ledger_has_the_refund_again_whole_and_once()
    {
        var held = await world.DecideAsync();
        await BackUpAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        var before = await RowAsync();
        var account = await AccountAsync();
        await RestoreAsync();
        Assert.Empty(await RowsAsync());

        Assert.Equal(new SearchedRefunds(1, 1), await SearchAsync());
        Assert.Equal(new SearchedRefunds(1, 0), await SearchAsync());

        var after = await RowAsync();
        Assert.Equal(before.Items.AsEnumerable(), after.Items);
        Assert.Equal(before with { Items = [], Reason = null, ETag = null, UpdatedAt = after.UpdatedAt }, after with { Items = [], ETag = null });
        var again = await AccountAsync();
        Assert.Equal(account.Orders[Order].Committed, again.Orders[Order].Committed);
        Assert.Equal(account.Orders[Order].Units, again.Orders[Order].Units);
        Assert.Empty(await FoundAsync());
        await world.Get<Reconciler>().RunAsync(default);
        Assert.Empty(await FoundAsync());
    }

    /// <summary>Whether or not the provider still knows the key by then, and whether or not anybody has asked for its history.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 25)]
    [InlineData(false, 1)]
    [InlineData(false, 25)]
    public async Task The_claim_that_waits_once_more_is_not_paid_again(bool searched, int hours)
    {
        var held = await world.DecideAsync();
        await BackUpAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        await RestoreAsync();
        await PassAsync(hours);
        if (searched)
        {
            await SearchAsync();
        }

        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));

        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync(Order.Value));
        Assert.Equal(RefundState.Succeeded, (await RowAsync()).State);
    }

    [Fact]
    public async Task A_ticket_that_comes_again_finds_its_unit_given_back()
    {
        var held = await world.DecideAsync();
        await BackUpAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        await RestoreAsync();
        await PassAsync(25);
        await SearchAsync();

        var again = await world.DecideAsync(ticket: "t2");
        await world.AnswerAsync(again, Says(ApprovalVerdict.Approve));

        Assert.Equal([Samples.Usd(48_00)], await world.PaidAsync(Order.Value));
        Assert.DoesNotContain(again.Claims, claim => claim.Refund is not null);
    }

    [Fact]
    public async Task What_was_told_to_people_before_it_was_back_is_closed()
    {
        var held = await world.DecideAsync();
        await BackUpAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        var row = await RowAsync();
        await RestoreAsync();
        var refund = new ProviderRefund(row.ProviderReference!, row.Key, row.Amount, RefundState.Succeeded);
        await world.Get<IDiscrepancies>().ReportAsync(RefundFindings.OutsideLedger(Tenant, Order, refund, world.Clock.GetUtcNow())!, default);

        await SearchAsync();

        Assert.Empty(await FoundAsync());
    }

    /// <summary>Words that anybody with access to the provider's account could have written: no row is made of them, and a person sees the refund.</summary>
    [Theory]
    [InlineData("tenant")]
    [InlineData("order")]
    [InlineData("claim")]
    [InlineData("key")]
    [InlineData("note")]
    [InlineData("units")]
    [InlineData("failed")]
    public async Task Words_that_do_not_fit_each_other_make_no_row(string wrong)
    {
        var held = await world.DecideAsync();
        await BackUpAsync();
        await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
        var row = await RowAsync();
        await RestoreAsync();
        var report = new ProviderEvent.RefundChanged
        {
            Id = ProviderEventId.From("evt_1"),
            At = world.Clock.GetUtcNow(),
            Payments = [row.Payment],
            Refund = new ProviderRefund(
                "re_1", wrong == "key" ? RefundKey.From("rf_0") : row.Key, row.Amount, wrong == "failed" ? RefundState.Failed : RefundState.Succeeded),
            Tenant = wrong == "tenant" ? null : Tenant,
            Decision = row.Decision,
            Order = wrong == "order" ? OrderId.From("#1002") : row.Order,
            Claim = wrong == "claim" ? ClaimId.From("c9") : row.Claim,
            Note = wrong switch { "note" => "{}", "units" => RefundNote.Of(row)!.Replace(":1}", ":-1}", StringComparison.Ordinal), _ => RefundNote.Of(row) },
        };

        await world.Get<PaymentEventDesk>().HandleAsync(Tenant, Operator, report, default);

        Assert.Empty(await RowsAsync());
        Assert.Equal(wrong == "failed" ? [] : [DiscrepancyKind.RefundOutsideLedger], (await FoundAsync()).Select(found => found.Kind));
    }

    private async Task BackUpAsync()
    {
        foreach (var table in Restored)
        {
            backup[table] = await AllAsync(table);
        }
    }

    private async Task RestoreAsync()
    {
        foreach (var table in Restored)
        {
            foreach (var row in await AllAsync(table))
            {
                await Plain(table).TryWriteAsync(RowWrite.Delete(row.Partition, row.Key), default);
            }

            foreach (var row in backup[table])
            {
                await Plain(table).TryWriteAsync(RowWrite.Put(row with { ETag = null }), default);
            }
        }
    }

    /// <summary>A provider may forget a key after a day; the sandbox never does, so that is done for it here.</summary>
    private async Task PassAsync(int hours)
    {
        world.Clock.Advance(TimeSpan.FromHours(hours));
        foreach (var row in (await AllAsync(TableNames.SandboxPayments)).Where(row => hours >= 24 && row.Key.StartsWith("key", StringComparison.Ordinal)))
        {
            await Plain(TableNames.SandboxPayments).TryWriteAsync(RowWrite.Delete(row.Partition, row.Key), default);
        }
    }

    private ITable Plain(string table) => world.Get<PlainTables>().Tables[table];

    private async Task<List<Row>> AllAsync(string table) => await Plain(table).QueryAsync(RowQuery.All, default).ToListAsync();

    private async Task<IReadOnlyList<RefundEntry>> RowsAsync() => await world.Get<IRefundLedger>().OfOrderAsync(Tenant, Mara, Order, default);

    private async Task<RefundEntry> RowAsync() => Assert.Single(await RowsAsync());

    private Task<CustomerAccount> AccountAsync() => world.Get<IRefundLedger>().ReadAccountAsync(Tenant, Mara, default);

    private Task<SearchedRefunds> SearchAsync() =>
        world.Get<RefundSearch>().RunAsync(Tenant, world.Clock.GetUtcNow().AddDays(-2), Operator, new Progress<int>(), default);

    private async Task<IReadOnlyList<Discrepancy>> FoundAsync() => (await world.Get<IDiscrepancies>().ListAsync(Tenant, open: true, cursor: null, 10, default)).Found;
}
