using System.Collections.Immutable;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>A body that is sent as <c>application/x-www-form-urlencoded</c>, made anew for each try.</summary>
internal sealed record FormBody(ImmutableArray<KeyValuePair<string, string>> Fields);
