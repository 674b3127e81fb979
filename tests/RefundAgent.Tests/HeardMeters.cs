using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RefundAgent.Tests;

/// <summary>What the meters of one test are told; others run meanwhile, so only these are listened to.</summary>
internal sealed class HeardMeters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Heard> all = new();

    public HeardMeters(params Meter[] meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (meters.Contains(instrument.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    public IEnumerable<Heard> All => all;

    public IEnumerable<Heard> Of(string name) => all.Where(each => each.Name == name);

    /// <summary>One line a measurement: <c>12.5 currency=USD state=executed</c>, attributes by name.</summary>
    public string[] Lines(string name) => [.. Of(name).Select(each => each.ToString())];

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        all.Enqueue(new Heard(instrument, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)));
}

/// <summary>One measurement.</summary>
internal sealed record Heard(Instrument Instrument, double Value, Dictionary<string, object?> Tags)
{
    public string Name => Instrument.Name;

    public override string ToString() =>
        string.Join(' ', Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}").Prepend(FormattableString.Invariant($"{Value}")));
}
