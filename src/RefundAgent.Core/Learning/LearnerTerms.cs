using System.Security.Cryptography;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>What the fold depends on beside the ledger; a fold under other terms is another fold, and starts from the beginning.</summary>
public sealed record LearnerTerms
{
    /// <summary>Counted up with every change after which the same ledger folds to something else.</summary>
    public const int Algorithm = 4;

    /// <summary>What mistakes cost; the gate weighs candidates with it.</summary>
    public required MistakePrices Prices { get; init; }

    /// <summary>Labelled cases after which rules may change.</summary>
    public int Epoch { get; init; } = 5;

    /// <summary>Newest labelled cases that are evidence; older ones have nothing to say about how people rule today.</summary>
    public int Window { get; init; } = 2000;

    /// <summary>Parts that are left out, to measure what they are worth.</summary>
    public Ablation Without { get; init; }

    public static LearnerTerms Of(RefundPolicy policy) => new() { Prices = policy.Prices };

    /// <param name="tombstones">Fingerprint of the events that count as never been.</param>
    public string Fingerprint(string tombstones) =>
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.WriteUtf8(new { Algorithm, Terms = this, tombstones })).AsSpan(0, 16));
}

/// <summary>A part of learning that can be left out.</summary>
[Flags]
public enum Ablation
{
    None = 0,
    Gate = 1,
    CrossFitting = 2,
    ChangeOfMind = 4,
    Quorum = 8,
    Precedents = 16,
    Rules = 32,
}
