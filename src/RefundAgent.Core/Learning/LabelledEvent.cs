using RefundAgent.Feedback;

namespace RefundAgent.Learning;

/// <summary>One row of the ledger with everything that folding it needs, so that the fold reads nothing and is the same on every machine.</summary>
/// <param name="Entry">The row.</param>
/// <param name="Case">What it speaks of; null where there is no such case any more, or it is not said which claim is meant.</param>
public sealed record LabelledEvent(LedgerEntry Entry, LabelledCase? Case);
