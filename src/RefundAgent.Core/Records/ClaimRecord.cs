using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Records;

/// <summary>One claim of a decision from what was advised to what was done; holds no personal data, that stands in <see cref="CasePapers"/>.</summary>
public sealed record ClaimRecord
{
    public required ClaimId Id { get; init; }

    public required RequestKind Request { get; init; }

    public required Proposal Proposal { get; init; }

    public required Ruling Ruling { get; init; }

    public required Autonomy Autonomy { get; init; }

    public required ClaimStatus Status { get; init; }

    /// <summary>The refund that the ruling led to; null where no money was to move at once.</summary>
    public RefundAction? Refund { get; init; }

    /// <summary>Whose proposal stands.</summary>
    public AdvisorKind AdvisedBy { get; init; }

    /// <summary>What a person said to a ruling that waited; null until then, and where none did.</summary>
    public ApprovalAnswer? Answer { get; init; }

    /// <summary>The first of two people's word, where the policy wants two; an approval keeps only another's word to the same sum.</summary>
    public ApprovalAgreement? Agreement { get; init; }

    /// <summary>
    /// How long it may wait for a person, as <see cref="ClaimAnswers.HasWaited"/> or where its refund may yet meet the day's limit; null
    /// where nothing of it can wait.
    /// </summary>
    public ClaimWait? Wait { get; init; }

    /// <summary>When a person first judged a ruling that <see cref="ClaimReviews.WantsReview"/>; null until then.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }
}

/// <summary>The personal part of a decision, kept in one erasable row: the words, the customer, the facts, the drafts.</summary>
public sealed record CasePapers
{
    public required Tickets.Ticket Ticket { get; init; }

    public required ImmutableArray<ClaimPapers> Claims { get; init; }

    /// <summary>BCP 47 tag of the language that the message was understood to be in; null where nobody told.</summary>
    public string? Language { get; init; }

    /// <summary>An advisor's own words around a slot for each claim (<c>{c1}</c>), into which our sentences go; null for the template.</summary>
    public string? ReplyFrame { get; init; }

    /// <summary>An advisor's account of why, for staff.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}

/// <summary>What one claim was read as and decided on.</summary>
/// <param name="Id">Of the claim.</param>
/// <param name="Reading">What was understood.</param>
/// <param name="Facts">Everything known, with its source.</param>
/// <param name="Origin">Where the request was first made; this decision and claim unless an earlier message had to be asked about.</param>
/// <param name="AnswerNote">What the person who answered a held ruling noted, in words that may be about the customer.</param>
/// <param name="AgreementNote">The same of the person who agreed first, where two must.</param>
public sealed record ClaimPapers(
    ClaimId Id,
    ClaimReading Reading,
    ImmutableArray<Fact> Facts,
    ClaimOrigin Origin,
    string? AnswerNote = null,
    string? AgreementNote = null);

/// <summary>
/// Where a request was first made. A refund's key derives from it, so that two answers to one question can't pay twice.
/// </summary>
public sealed record ClaimOrigin(DecisionId Decision, ClaimId Claim);
