using System.Collections.Immutable;
using RefundAgent.Context;

namespace RefundAgent.Learning;

/// <summary>How much each fact counts when cases are compared.</summary>
internal static class FactWeights
{
    /// <summary>For a fact that no precedent has.</summary>
    public const double Unknown = 1;

    public static ImmutableDictionary<string, double> Of(ImmutableArray<LearnedItem.Precedent> precedents) =>
        ImmutableDictionary<string, double>.Empty;
}
