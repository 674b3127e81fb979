using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

/// <summary>An incident can be rehearsed: each scripted answer leaves the books as a real provider's would.</summary>
public sealed class SandboxFaultsTests : IAsyncLifetime, IDisposable
{
    private readonly MemoryStore store = new();
    private readonly TenantId tenant = FixedGateway.Request().Tenant;

    public Task InitializeAsync() =>
        store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "ann", 100_00, FixedGateway.Charge.Value), default);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(nameof(SandboxAnswer.Unavailable), false)]
    [InlineData(nameof(SandboxAnswer.TooMany), false)]
    [InlineData(nameof(SandboxAnswer.TimeoutBeforePaying), false)]
    [InlineData(nameof(SandboxAnswer.TimeoutAfterPaying), true)]
    [InlineData(nameof(SandboxAnswer.Garbage), true)]
    public async Task A_lost_answer_is_unknown_whether_or_not_it_was_paid_and_the_next_try_pays_once(string answer, bool paid)
    {
        var sandbox = Sandbox(new SandboxFaultOptions { Answer = answer });

        Assert.NotNull(Assert.IsType<RefundResult.Unknown>(await sandbox.RefundAsync(FixedGateway.Request(), default)).Retry);
        Assert.Equal(paid ? Samples.Usd(10_00) : Samples.Usd(0), await RefundedAsync(sandbox));

        Assert.IsType<RefundResult.Succeeded>(await sandbox.RefundAsync(FixedGateway.Request(), default));
        Assert.Equal(Samples.Usd(10_00), await RefundedAsync(sandbox));
        Assert.Single(await sandbox.ListRefundsAsync(tenant, FixedGateway.Charge, default));
    }

    [Fact]
    public async Task A_late_answer_comes_after_its_effect()
    {
        var clock = new SkippingClock();
        var sandbox = Sandbox(clock, new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Late), DelaySeconds = 40 });

        var late = sandbox.RefundAsync(FixedGateway.Request(), default);
        Assert.Equal(Samples.Usd(10_00), await RefundedAsync(sandbox));
        Assert.False(late.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(40));

        Assert.IsType<RefundResult.Succeeded>(await late);
    }

    [Theory]
    [InlineData(nameof(SandboxAnswer.Pending), RefundState.Succeeded, 10_00)]
    [InlineData(nameof(SandboxAnswer.PendingThenFailed), RefundState.Failed, 0)]
    public async Task A_pending_refund_settles_by_the_clock(string answer, RefundState settled, long refunded)
    {
        var sandbox = Sandbox(new SandboxFaultOptions { Answer = answer });

        var pending = Assert.IsType<RefundResult.Pending>(await sandbox.RefundAsync(FixedGateway.Request(), default));
        Assert.Equal((RefundState.Pending, Samples.Usd(10_00)), (await StateAsync(sandbox), await RefundedAsync(sandbox)));

        store.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((settled, Samples.Usd(refunded)), (await StateAsync(sandbox), await RefundedAsync(sandbox)));
        Assert.Equal(pending, await sandbox.RefundAsync(FixedGateway.Request(), default));
    }

    [Fact]
    public async Task What_the_bank_sent_back_can_be_refunded_again_and_stays_sent_back()
    {
        var sandbox = Sandbox(new SandboxFaultOptions { Answer = nameof(SandboxAnswer.PendingThenFailed) });
        await sandbox.RefundAsync(FixedGateway.Request(100_00), default);
        Assert.Equal(
            RefundFailure.AlreadyRefunded,
            Assert.IsType<RefundResult.Failed>(await sandbox.RefundAsync(FixedGateway.Request(1, "k2"), default)).Failure);

        store.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<RefundResult.Succeeded>(await sandbox.RefundAsync(FixedGateway.Request(70_00, "k3"), default));
        store.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(Samples.Usd(70_00), await RefundedAsync(sandbox));
        Assert.Equal(
            [RefundState.Failed, RefundState.Succeeded],
            (await sandbox.ListRefundsAsync(tenant, FixedGateway.Charge, default)).Select(refund => refund.State));
    }

    [Fact]
    public async Task A_disputed_charge_stays_disputed()
    {
        var sandbox = Sandbox(new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Disputed) });

        foreach (var key in new[] { "k1", "k1", "k2" })
        {
            var refused = Assert.IsType<RefundResult.Failed>(await sandbox.RefundAsync(FixedGateway.Request(key: key), default));
            Assert.Equal(RefundFailure.Disputed, refused.Failure);
        }

        Assert.True((await sandbox.GetPaymentAsync(tenant, FixedGateway.Charge, default))!.Disputed);
        Assert.Equal(Samples.Usd(0), await RefundedAsync(sandbox));
    }

    [Fact]
    public async Task A_look_up_that_is_lost_throws_and_the_next_one_tells()
    {
        var sandbox = Sandbox(new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Unavailable), Call = nameof(SandboxCall.Read), Times = 2 });

        Assert.IsType<RefundResult.Succeeded>(await sandbox.RefundAsync(FixedGateway.Request(), default));
        await Assert.ThrowsAsync<ProviderException>(() => sandbox.ListRefundsAsync(tenant, FixedGateway.Charge, default));
        await Assert.ThrowsAsync<ProviderException>(() => sandbox.GetPaymentAsync(tenant, FixedGateway.Charge, default));
        Assert.Single(await sandbox.ListRefundsAsync(tenant, FixedGateway.Charge, default));
    }

    [Fact]
    public void A_fault_hits_the_calls_that_it_names_and_no_others()
    {
        var script = new SandboxScript(
        [
            new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Garbage), Order = "o2" },
            new SandboxFaultOptions { Answer = nameof(SandboxAnswer.TooMany), Payment = "ch_1", Nth = 2, Times = 2 },
            new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Unavailable), Call = nameof(SandboxCall.Read) },
        ]);

        SandboxAnswer? Next(string payment, string order) => script.Next(SandboxCall.Refund, PaymentReference.From(payment), OrderId.From(order))?.AnswerKind;

        Assert.Equal(
            [null, SandboxAnswer.TooMany, null, SandboxAnswer.Garbage, SandboxAnswer.TooMany, null],
            [Next("ch_1", "o1"), Next("ch_1", "o1"), Next("ch_2", "o1"), Next("ch_1", "o2"), Next("ch_1", "o2"), Next("ch_1", "o1")]);
        Assert.Equal(SandboxAnswer.Unavailable, script.Next(SandboxCall.Read, FixedGateway.Charge, null)!.AnswerKind);
    }

    private SandboxGateway Sandbox(params SandboxFaultOptions[] faults) => Sandbox(store.Clock, faults);

    private SandboxGateway Sandbox(TimeProvider time, params SandboxFaultOptions[] faults) => new(
        store.Get<ITables>(), store.Get<IOrderBook>(), store.Get<Contention>(), store.Get<StorageMeter>(), time, new SandboxOptions { Faults = [.. faults] });

    private async Task<Amounts.Money> RefundedAsync(SandboxGateway sandbox) =>
        (await sandbox.GetPaymentAsync(tenant, FixedGateway.Charge, default))!.Refunded;

    private async Task<RefundState> StateAsync(SandboxGateway sandbox) =>
        Assert.Single(await sandbox.ListRefundsAsync(tenant, FixedGateway.Charge, default)).State;
}
