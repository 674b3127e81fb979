using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// What telemetry is told of calls to a payment provider: how they ended and how long they took, never whom they were about.
/// </summary>
internal sealed class PaymentsMeter : IDisposable
{
    public const string Name = "RefundAgent.Payments";

    private readonly ActivitySource activities = new(Name);
    private readonly Histogram<double> calls;

    public PaymentsMeter() => calls = Source.CreateHistogram<double>(
        "refundagent.payments.call.duration", "s", "Calls to the payment provider, each try counted, by operation and answer.");

    public Meter Source { get; } = new(Name);

    public Activity? Start(string operation, string provider) =>
        activities.StartActivity($"payments {operation}", ActivityKind.Client)?.SetTag("refundagent.payments.provider", provider);

    public void Record(string operation, string provider, string answer, TimeSpan took) => calls.Record(
        took.TotalSeconds, new("operation", operation), new("provider", provider), new KeyValuePair<string, object?>("answer", answer));

    public void Dispose()
    {
        Source.Dispose();
        activities.Dispose();
    }
}
