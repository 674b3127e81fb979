using System.Collections.Immutable;
using System.Security.Cryptography;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>Names a learned item by what it says, so that the same lesson has the same id wherever and whenever it is learned.</summary>
internal static class ContentHash
{
    public static LearnedItemId OfGuideline(Condition when, Outcome outcome, AmountBasis? basis) =>
        new(Of(new GuidelineContent("guideline", when, outcome, basis)));

    /// <summary>A precedent's scope is its case: two cases that are alike are two precedents, or one person's word would count for both.</summary>
    public static LearnedItemId OfPrecedent(EvidenceCase about) =>
        new(Of(new PrecedentContent("precedent", about.Decision, about.Claim, about.Facts, about.Label.Outcome, about.Label.Basis)));

    /// <param name="canonical">As <see cref="Lessons.LessonSentence.Canonical"/> has it.</param>
    public static LearnedItemId OfTone(string canonical) => new(Of(new ToneContent("tone", canonical)));

    /// <summary>A short name for a text of any length.</summary>
    public static string OfText(string text) => Of(text);

    public static ProposalId OfProposal(PolicyProposalKind kind, Condition when, VerdictLabel said) =>
        new(Of(new ProposalContent("proposal", kind, when, said.Outcome, said.Basis)));

    private static string Of<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.WriteUtf8(content)).AsSpan(0, 16));

    private sealed record GuidelineContent(string Type, Condition When, Outcome Outcome, AmountBasis? Basis);

    private sealed record PrecedentContent(
        string Type,
        DecisionId Decision,
        ClaimId Claim,
        ImmutableSortedDictionary<string, FactValue> Facts,
        Outcome Outcome,
        AmountBasis? Basis);

    private sealed record ToneContent(string Type, string Text);

    private sealed record ProposalContent(string Type, PolicyProposalKind Kind, Condition When, Outcome Outcome, AmountBasis? Basis);
}
