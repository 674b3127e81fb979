using System.Collections.Immutable;

namespace RefundAgent.Helpdesks;

/// <summary>A delivery as a helpdesk would send it.</summary>
/// <param name="Body">As it is sent, UTF-8.</param>
/// <param name="Headers">What proves it, and what names the event.</param>
public sealed record SampleDelivery(string Body, ImmutableArray<KeyValuePair<string, string>> Headers);
