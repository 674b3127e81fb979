using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Amounts;

namespace RefundAgent.Tests.Payments;

public sealed class LimitGatewayTests
{
    private readonly FixedGateway inner = FixedGateway.Saying(new RefundResult.Succeeded("re_1"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_sum_that_is_none_never_reaches_the_provider(long cents) =>
        Assert.Equal(RefundFailure.Rejected, await RefusalAsync(FixedGateway.Request(cents)));

    [Fact]
    public async Task A_key_is_as_long_as_every_provider_takes_it()
    {
        using var limited = Over();

        Assert.Equal(RefundFailure.Rejected, await RefusalAsync(FixedGateway.Request(key: new string('k', 46))));
        Assert.IsType<RefundResult.Succeeded>(await limited.RefundAsync(FixedGateway.Request(key: new string('k', 45)), default));
    }

    [Fact]
    public async Task Nothing_above_the_operators_cap_is_paid_whoever_decided_it()
    {
        using var limited = Over(("usd", "10.00"));

        Assert.IsType<RefundResult.Succeeded>(await limited.RefundAsync(FixedGateway.Request(10_00), default));
        Assert.Equal(RefundFailure.Limit, await RefusalAsync(FixedGateway.Request(10_01), ("USD", "10.00")));
    }

    [Fact]
    public async Task Where_there_are_caps_a_currency_without_one_is_refused() =>
        Assert.Equal(RefundFailure.Limit, await RefusalAsync(FixedGateway.Request(1), ("EUR", "10.00")));

    [Fact]
    public async Task No_more_calls_than_allowed_are_under_way_at_once()
    {
        var (underWay, most, gate) = (0, 0, new TaskCompletionSource());
        var busy = new FixedGateway(async _ =>
        {
            var now = Interlocked.Increment(ref underWay);
            most = Math.Max(most, now);
            await gate.Task;
            Interlocked.Decrement(ref underWay);
            return new RefundResult.Succeeded("re_1");
        });
        using var limited = new LimitGateway(busy, PaymentLimits.Of(new PaymentsOptions { MaxConcurrentCalls = 3 }), NullLogger<LimitGateway>.Instance);

        var refunds = Enumerable.Range(0, 10).Select(index => limited.RefundAsync(FixedGateway.Request(key: $"k{index}"), default)).ToArray();
        Assert.Equal(3, busy.Calls);
        gate.SetResult();
        await Task.WhenAll(refunds);

        Assert.Equal((10, 3), (busy.Calls, most));
    }

    private async Task<RefundFailure> RefusalAsync(RefundRequest request, params (string Currency, string Amount)[] caps)
    {
        using var limited = Over(caps);
        var before = inner.Calls;
        var refused = Assert.IsType<RefundResult.Failed>(await limited.RefundAsync(request, default));
        Assert.Equal(before, inner.Calls);
        return refused.Failure;
    }

    private LimitGateway Over(params (string Currency, string Amount)[] caps) => new(
        inner,
        PaymentLimits.Of(new PaymentsOptions { HardCapPerRefund = caps.ToDictionary(cap => cap.Currency, cap => cap.Amount) }),
        NullLogger<LimitGateway>.Instance);
}
