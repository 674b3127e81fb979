using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Explanations;

/// <summary>Why a decision is what it is: from its claims to the items they rest on, and from these to the people who taught them.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Context">The version of what was learned that it was made under.</param>
/// <param name="Policy">The policy that it was made under.</param>
/// <param name="Claims">One by one.</param>
public sealed record Explanation(
    DecisionId Decision, DateTimeOffset DecidedAt, ContextVersion Context, PolicyVersion Policy, ImmutableArray<ExplainedClaim> Claims);

/// <param name="Claim">Its id.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Ruled">What the policy made of the advice.</param>
/// <param name="Reasons">Behind it, the first that was applied first.</param>
/// <param name="Segment">What autonomy is earned for.</param>
/// <param name="Autonomy">How far it had earned it.</param>
/// <param name="ByModel">A model advised; what it would have said otherwise nobody knows, so the built-in advisor is asked.</param>
/// <param name="Again">What advisor and policy say of the case today, with all the items; null where the customer was erased.</param>
/// <param name="Items">That it cites.</param>
public sealed record ExplainedClaim(
    ClaimId Claim,
    RequestKind Request,
    RuledAs Ruled,
    ImmutableArray<Reason> Reasons,
    string Segment,
    AutonomyState Autonomy,
    bool ByModel,
    RuledAs? Again,
    ImmutableArray<ExplainedItem> Items);

/// <param name="Id">Of the item.</param>
/// <param name="Words">What it says; null where its version does not hold it any more.</param>
/// <param name="Wording">A model's sentence for it; null where none was taught.</param>
/// <param name="Agreed">Labelled cases behind it in which people say the same.</param>
/// <param name="Cases">Labelled cases behind it that the learner still holds.</param>
/// <param name="Approved">What people gave back in those that agree, by currency.</param>
/// <param name="Events">What people said of these cases.</param>
/// <param name="Without">What it would have been had it not been there; null where the customer was erased.</param>
public sealed record ExplainedItem(
    LearnedItemId Id,
    string? Words,
    Wording? Wording,
    int Agreed,
    int Cases,
    ImmutableArray<Money> Approved,
    ImmutableArray<TaughtBy> Events,
    RuledAs? Without);

/// <summary>One thing that somebody said.</summary>
public sealed record TaughtBy(long Sequence, EventId Event, PrincipalId By, FeedbackKind Kind, Outcome? Outcome, DecisionId Decision, DateTimeOffset At);

/// <param name="Outcome">Of the ruling.</param>
/// <param name="Amount">Of an approval.</param>
/// <param name="Waits">For a person.</param>
public sealed record RuledAs(Outcome Outcome, Money? Amount, bool Waits)
{
    public static RuledAs Of(Ruling ruling) => new(ruling.Outcome, (ruling as Ruling.Approve)?.Amount, ruling.WaitsForPerson);

    public override string ToString() => (Outcome, Amount, Waits) switch
    {
        (Outcome.Approve, { } sum, var waits) => $"approve {sum}{(waits ? ", once a person agrees" : "")}",
        (Outcome.Deny, _, true) => "deny, once a person agrees",
        _ => RefundAgent.Context.ItemWords.Of(Outcome),
    };
}
