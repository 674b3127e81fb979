using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Proposals;
using RefundAgent.Records;

namespace RefundAgent.Controls;

/// <summary>
/// What an operator says to the learner. The first three are tombstones: what was learned becomes what it would be had those events never
/// been. The others lie over what was learned and change nothing of it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RevokeReviewer), "revokeReviewer")]
[JsonDerivedType(typeof(EraseCases), "eraseCases")]
[JsonDerivedType(typeof(UndoEvent), "undoEvent")]
[JsonDerivedType(typeof(Rollback), "rollback")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(RetireItem), "retireItem")]
[JsonDerivedType(typeof(PinItem), "pinItem")]
[JsonDerivedType(typeof(DemoteSegment), "demoteSegment")]
[JsonDerivedType(typeof(AnswerProposal), "answerProposal")]
public abstract record Control
{
    private Control()
    {
    }

    public sealed record RevokeReviewer(PrincipalId Reviewer) : Control;

    /// <summary>Of a customer who is erased; named by random ids, since the customer's own would be what had to be erased.</summary>
    public sealed record EraseCases(ImmutableArray<DecisionId> Decisions) : Control;

    public sealed record UndoEvent(EventId Event, PrincipalId By) : Control;

    /// <summary>Holds the pointer at a version until somebody resumes.</summary>
    public sealed record Rollback(ContextVersion To) : Control;

    public sealed record Resume : Control;

    /// <summary>The item, and what a refit makes of it with other numbers, decides nothing any more.</summary>
    /// <param name="Item">Its id.</param>
    /// <param name="Segment">Of a guideline; null for other items.</param>
    public sealed record RetireItem(LearnedItemId Item, string? Segment) : Control;

    /// <summary>The item stays as it is, before all that is learned, until it is retired.</summary>
    public sealed record PinItem(LearnedItem Item) : Control;

    /// <summary>The segment waits for a person again, until it has earned anew what it had.</summary>
    /// <param name="Segment">By its name.</param>
    /// <param name="After">The last ledger sequence when it was said: what people agreed to up to there earns nothing any more.</param>
    public sealed record DemoteSegment(string Segment, long After) : Control;

    /// <param name="Proposal">Its id.</param>
    /// <param name="Accepted">Into the policy.</param>
    /// <param name="Of">What was put to them, for whoever asks later.</param>
    public sealed record AnswerProposal(ProposalId Proposal, bool Accepted, PolicyProposal? Of = null) : Control;
}

/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Control">What was said.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, in their words.</param>
public sealed record ControlEntry(long Sequence, Control Control, PrincipalId By, DateTimeOffset At, string? Note);
