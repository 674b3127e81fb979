using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Reconciliation;

/// <summary>Runs against a provider, or a decision, that gives nothing but faults.</summary>
public sealed class ReconcilerFaultTests
{
    private static readonly string[] Orders = ["#7001", "#7002", "#7003"];

    [Fact]
    public async Task A_provider_that_is_too_busy_ends_the_comparison_of_that_run_and_the_next_goes_on_behind()
    {
        await using var world = await OpenAsync();
        await PayAllAsync(world);
        var busy = new BusyGateway(world.Get<IRefundGateway>()) { IsBusy = _ => true };
        var reconciler = world.ReconcilerOf(provider: busy);

        await reconciler.RunAsync(default);
        var refused = Assert.Single(busy.Asked);
        busy.IsBusy = _ => false;
        await reconciler.RunAsync(default);
        Assert.DoesNotContain(refused, busy.Asked.Skip(1));
        Assert.Equal(3, busy.Asked.Distinct().Count());
        await reconciler.RunAsync(default);

        Assert.Equal(2, busy.Asked.Count(payment => payment == refused));
        Assert.Empty(await FoundAsync(world));
    }

    [Fact]
    public async Task A_day_counts_as_compared_only_when_each_of_its_charges_was()
    {
        await using var world = await OpenAsync();
        await PayAllAsync(world);
        var day = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var busy = new BusyGateway(world.Get<IRefundGateway>()) { IsBusy = calls => calls == 1 };
        var reconciler = world.ReconcilerOf(provider: busy);

        await reconciler.RunAsync(default);
        await reconciler.RunAsync(default);
        Assert.Equal(AuditMark.None, await world.Get<IAuditMarks>().ReadAsync(Tenant, day, default));
        await reconciler.RunAsync(default);

        Assert.NotNull((await world.Get<IAuditMarks>().ReadAsync(Tenant, day, default)).Over);
        Assert.Equal(3, busy.Asked.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_decision_that_always_fails_is_shown_to_people_once_and_holds_up_no_other(int broken)
    {
        var provider = new PretendProvider { BreakOff = BreakOff.AfterPaying };
        await using var world = await OpenAsync(provider);
        var records = await PayAllAsync(world);
        provider.BreakOff = BreakOff.Never;
        var reconciler = world.ReconcilerOf(book: BrokenLedger.Around(world.Get<IRefundLedger>(), records[broken].Id));

        await reconciler.RunAsync(default);
        await reconciler.RunAsync(default);

        var found = Assert.Single(await FoundAsync(world), each => each.Kind == DiscrepancyKind.DecisionStuck);
        Assert.Equal((records[broken].Id.Value, records[broken].Id), (found.Subject, found.Decision));
        foreach (var record in records)
        {
            Assert.Equal(record.Id == records[broken].Id, (await world.FindAsync(record)).IsOpen);
        }
    }

    private static async Task<ImmutableArray<DecisionRecord>> PayAllAsync(ApprovalWorld world)
    {
        var records = ImmutableArray.CreateBuilder<DecisionRecord>();
        foreach (var order in Orders)
        {
            var held = await world.DecideCancellationAsync(order, 40_00);
            await world.AnswerAsync(held, Says(ApprovalVerdict.Approve));
            records.Add(await world.FindAsync(held));
        }

        return records.DrainToImmutable();
    }

    private static async Task<IReadOnlyList<Discrepancy>> FoundAsync(ApprovalWorld world) =>
        (await world.Get<IDiscrepancies>().ListAsync(Tenant, null, null, 100, default)).Found;

    /// <summary>A provider that answers 429 when told to.</summary>
    private sealed class BusyGateway(IRefundGateway provider) : IRefundGateway
    {
        public List<PaymentReference> Asked { get; } = [];

        /// <summary>By the number of lists that were asked for so far, this one included.</summary>
        public required Predicate<int> IsBusy { get; set; }

        public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => provider.RefundAsync(request, cancellationToken);

        public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
            provider.GetPaymentAsync(tenant, payment, cancellationToken);

        public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
        {
            Asked.Add(payment);
            return IsBusy(Asked.Count) ? throw new ProviderException("429: too many requests.") : provider.ListRefundsAsync(tenant, payment, cancellationToken);
        }
    }
}
