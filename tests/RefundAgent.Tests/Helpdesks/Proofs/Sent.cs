using System.Collections.Immutable;
using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Proofs;

/// <summary>A delivery on its way, for somebody to tamper with.</summary>
internal sealed record Sent(ImmutableArray<KeyValuePair<string, string>> Headers, ImmutableArray<byte> Body)
{
    public static Sent Of(SampleDelivery sample) => new(sample.Headers, [.. Encoding.UTF8.GetBytes(sample.Body)]);

    public string this[string header] => Headers.Single(each => each.Key == header).Value;

    public Sent With(string header, string value) => this with { Headers = [.. Without(header).Headers, new(header, value)] };

    public Sent Without(string header) => this with { Headers = [.. Headers.Where(each => each.Key != header)] };

    /// <summary>As two lines of the same header.</summary>
    public Sent Twice(string header) => this with { Headers = [.. Headers, new(header, this[header])] };

    public bool IsProvenBy(IDeliveryProof proof, DateTimeOffset now) => proof.Holds(
        name => [.. Headers.Where(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(each => (string?)each.Value)], Body.AsSpan(), now);
}
