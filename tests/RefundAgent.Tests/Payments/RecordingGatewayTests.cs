using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;

namespace RefundAgent.Tests.Payments;

public sealed class RecordingGatewayTests : IDisposable
{
    private readonly PaymentsMeter meter = new();
    private readonly HeardLog log = new();
    private readonly SkippingClock time = new();

    public void Dispose() => meter.Dispose();

    [Fact]
    public async Task A_refund_is_written_down_with_key_sum_answer_and_time()
    {
        await Over(new FixedGateway(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(120));
            return Task.FromResult<RefundResult>(new RefundResult.Succeeded("re_9"));
        })).RefundAsync(FixedGateway.Request(), default);

        Assert.Equal((LogLevel.Information, "Payment provider, refund rf_1 of 10.00 USD on ch_1: succeeded (re_9) after 120 ms."), Assert.Single(log.Lines));
    }

    [Fact]
    public async Task A_call_that_breaks_leaves_a_trace_too()
    {
        var broken = Over(new FixedGateway(_ => throw new ProviderException("gone")));

        await Assert.ThrowsAsync<ProviderException>(() => broken.RefundAsync(FixedGateway.Request(), default));
        await Assert.ThrowsAsync<ProviderException>(() => broken.ListRefundsAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default));

        Assert.Equal(
            [
                (LogLevel.Warning, "Payment provider, refund rf_1 of 10.00 USD on ch_1: none (-) after 0 ms."),
                (LogLevel.Warning, "Payment provider, refunds of ch_1: none after 0 ms."),
            ],
            log.Lines);
    }

    [Fact]
    public async Task An_unknown_outcome_says_why_and_is_a_warning()
    {
        await Over(FixedGateway.Saying(new RefundResult.Unknown("HTTP 503"))).RefundAsync(FixedGateway.Request(), default);

        Assert.Equal((LogLevel.Warning, "Payment provider, refund rf_1 of 10.00 USD on ch_1: unknown (HTTP 503) after 0 ms."), Assert.Single(log.Lines));
    }

    [Fact]
    public async Task Calls_are_counted_and_timed_by_what_was_asked_and_answered()
    {
        using var listener = new MeterListener();
        var measured = new List<(double Seconds, string Tags)>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter.Source))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured.Add((value, string.Join(' ', tags.ToArray().Select(tag => tag.Value)))));
        listener.Start();

        var gateway = Over(FixedGateway.Saying(new RefundResult.Failed(RefundFailure.Disputed, "no")));
        await gateway.RefundAsync(FixedGateway.Request(), default);
        await gateway.GetPaymentAsync(FixedGateway.Request().Tenant, FixedGateway.Charge, default);

        Assert.Equal([(0, "refund test failed Disputed"), (0, "payment test nothing")], measured);
    }

    [Fact]
    public async Task A_call_is_a_span_of_its_own_in_the_decisions_trace()
    {
        using var decision = new Activity("decision").Start();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PaymentsMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests call providers meanwhile.
                if (activity.ParentId == decision.Id)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await Over(FixedGateway.Saying(new RefundResult.Succeeded("re_9"))).RefundAsync(FixedGateway.Request(), default);

        var span = Assert.Single(spans);
        Assert.Equal(("payments refund", ActivityKind.Client), (span.DisplayName, span.Kind));
        Assert.Equal("succeeded", span.GetTagItem("refundagent.payments.answer"));
    }

    private RecordingGateway Over(IRefundGateway inner) => new(inner, "test", meter, time, log);

    private sealed class HeardLog : ILogger<RecordingGateway>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
