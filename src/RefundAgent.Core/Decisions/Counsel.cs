using System.Collections.Immutable;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>What an advisor makes of a whole message; every word of it is weighed against the built-in reader and advisor before it counts.</summary>
public sealed record Counsel
{
    /// <summary>In the order of the message; empty where there is nothing beyond what the built-in reader and advisor say.</summary>
    public ImmutableArray<CounselledClaim> Claims { get; init; } = [];

    /// <summary>BCP 47 tag of the language that the customer wrote in; null where it was not told.</summary>
    public string? Language { get; init; }

    /// <summary>Words around one slot a claim (<c>{c1}</c> for the first of <see cref="Claims"/>), where our own sentence goes; null for the template.</summary>
    public string? ReplyFrame { get; init; }

    /// <summary>Why it advises so, for staff only; it can speak of the customer and stands with the papers.</summary>
    public string? Reasoning { get; init; }

    public required AdvisorUsage Usage { get; init; }

    /// <summary>The built-in reader and advisor alone.</summary>
    public static Counsel BuiltIn { get; } = new() { Usage = new AdvisorUsage(AdvisorKind.Precedent) };
}

/// <param name="Reading">What the advisor understood, with nothing in it but this customer's orders and their items.</param>
/// <param name="Proposal">What it would do.</param>
/// <param name="Answers">The question of ours that this part of the message answers; null for a new request.</param>
public sealed record CounselledClaim(ClaimReading Reading, Proposal Proposal, ClaimOrigin? Answers = null);
