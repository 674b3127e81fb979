using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Payments;

public sealed class RetryingGatewayTests
{
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(20);
    private static readonly RefundResult.Succeeded Paid = new("re_1");
    private static readonly RefundResult.Unknown Lost = new("lost") { Retry = new RetryHint() };

    private readonly SkippingClock time = new();

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_under_the_same_key()
    {
        var inner = FixedGateway.Saying(Lost, Lost, Paid);

        Assert.Equal(Paid, await Over(inner).RefundAsync(FixedGateway.Request(), default));
        Assert.Equal(3, inner.Requests.Count);
        Assert.Equal(FixedGateway.Request(), Assert.Single(inner.Requests.Distinct()));
    }

    [Fact]
    public async Task What_stays_lost_is_unknown_after_a_few_tries()
    {
        var inner = FixedGateway.Saying(Lost);

        Assert.Equal(Lost, await Over(inner).RefundAsync(FixedGateway.Request(), default));
        Assert.Equal(3, inner.Calls);
    }

    public static TheoryData<RefundResult> Final { get; } =
    [
        Paid,
        new RefundResult.Pending("re_1"),
        new RefundResult.Failed(RefundFailure.Disputed, "no"),
        new RefundResult.Unknown("another request has this key"),
        new RefundResult.Unknown("come back tomorrow") { Retry = new RetryHint(TimeSpan.FromSeconds(11)) },
    ];

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_would_be_answered_the_same_is_asked_once(RefundResult answer)
    {
        var inner = FixedGateway.Saying(answer, Paid);

        Assert.Equal(answer, await Over(inner).RefundAsync(FixedGateway.Request(), default));
        Assert.Equal(1, inner.Calls);
    }

    [Fact]
    public async Task A_provider_that_wants_to_be_left_alone_is_for_as_long()
    {
        var inner = FixedGateway.Saying(Lost with { Retry = new RetryHint(TimeSpan.FromSeconds(10)) }, Paid);
        var refund = Over(inner).RefundAsync(FixedGateway.Request(), default);

        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(refund.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(Paid, await refund);
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task A_try_that_hangs_is_ended_and_the_next_one_gets_the_answer()
    {
        var inner = new FixedGateway(Hang, _ => Task.FromResult<RefundResult>(Paid));
        var refund = Over(inner).RefundAsync(FixedGateway.Request(), default);

        time.Advance(Try);

        Assert.Equal(Paid, await refund);
    }

    [Fact]
    public async Task Tries_that_all_hang_end_within_the_total_limit()
    {
        var tries = new SemaphoreSlim(0);
        var inner = new FixedGateway(token =>
        {
            tries.Release();
            return Hang(token);
        });
        var started = time.GetUtcNow();
        var refund = Over(inner, retries: 5).RefundAsync(FixedGateway.Request(), default);

        while (!refund.IsCompleted)
        {
            await Task.WhenAny(refund, tries.WaitAsync());
            time.Advance(Try);
        }

        Assert.IsType<RefundResult.Unknown>(await refund);
        // Six tries were allowed: that it was fewer is the limit's doing. How late the end is noticed is this test's own clock's.
        Assert.InRange(inner.Calls, 3, 4);
        Assert.True(time.GetUtcNow() - started >= RetryingGateway.TotalLimit);
    }

    [Fact]
    public async Task Reads_are_asked_again_too_and_never_answered_with_a_guess()
    {
        var healing = FixedGateway.Saying(Lost, Paid);
        var broken = FixedGateway.Saying(Lost);
        var refused = FixedGateway.Saying(new RefundResult.Unknown("wrong key"));

        Assert.Empty(await Over(healing).ListRefundsAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default));
        Assert.Equal(2, healing.Calls);
        await Assert.ThrowsAsync<ProviderException>(() => Over(broken).GetPaymentAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default));
        Assert.Equal(3, broken.Calls);
        await Assert.ThrowsAsync<ProviderException>(() => Over(refused).ListRefundsAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default));
        Assert.Equal(1, refused.Calls);
    }

    [Fact]
    public async Task A_read_that_hangs_is_no_answer()
    {
        var read = Over(new FixedGateway(Hang), retries: 0).ListRefundsAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default);

        time.Advance(Try);

        await Assert.ThrowsAsync<ProviderException>(() => read);
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_it()
    {
        using var patience = new CancellationTokenSource();
        var refund = Over(new FixedGateway(Hang)).RefundAsync(FixedGateway.Request(), patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refund);
    }

    private RetryingGateway Over(IRefundGateway inner, int retries = 2) =>
        new(inner, retries, Try, time, new TestIds(), NullLogger<RetryingGateway>.Instance);

    private static async Task<RefundResult> Hang(CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return Paid;
    }
}
