using System.Collections.Immutable;
using System.Security.Cryptography;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>Names a learned item by what it says, so that the same lesson has the same id wherever and whenever it is learned.</summary>
internal static class ContentHash
{
    /// <summary>A precedent's scope is its case: two cases that are alike are two precedents, or one person's word would count for both.</summary>
    public static LearnedItemId OfPrecedent(LabelledCase about, Outcome outcome, AmountBasis? basis) =>
        Of(new PrecedentContent("precedent", about.Decision, about.Claim, about.Facts, outcome, basis));

    private static LearnedItemId Of<T>(T content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.WriteUtf8(content)).AsSpan(0, 16)));

    private sealed record PrecedentContent(
        string Type,
        DecisionId Decision,
        ClaimId Claim,
        ImmutableSortedDictionary<string, FactValue> Facts,
        Outcome Outcome,
        AmountBasis? Basis);
}
