using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning;

/// <summary>
/// A rule list fitted on all cases, which is what decides, and one for each fold fitted without it, which is what the gate asks
/// (cross-fitting). Cases of one customer and order are in one fold, so that no list knows a case from its twin.
/// </summary>
/// <param name="Rules">Of all cases.</param>
/// <param name="WithoutFold">By fold; empty before the first fit.</param>
internal sealed record CrossFit(RuleList Rules, ImmutableArray<RuleList> WithoutFold)
{
    public const int Folds = 5;

    public static CrossFit Empty { get; } = new(RuleList.Empty, []);

    public static int FoldOf(string customer, string order)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{customer}|{order}"), hash);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % Folds);
    }

    /// <param name="rules">Of all cases.</param>
    /// <param name="window">The cases.</param>
    /// <param name="hints">What was taught; a list that judges a fold is not told what was taught in that fold alone.</param>
    public static CrossFit Around(RuleList rules, EvidenceWindow window, ImmutableArray<RuleHint> hints) => new(
        rules,
        [.. Enumerable.Range(0, Folds).Select(fold => RuleListInduction.Fit(window, window.ExceptFold(fold), [.. hints.Where(hint => hint.IsKnownWithout(fold))]))]);

    /// <summary>What is said of a case by the list that has not seen it; null where nothing was learned yet.</summary>
    public LearnedRule? Blind(EvidenceCase about) => WithoutFold.IsEmpty ? Rules.Decide(about.Facts) : WithoutFold[about.Fold].Decide(about.Facts);
}
