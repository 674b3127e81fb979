using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tickets;
using RefundAgent.Web.Approvals;

namespace RefundAgent.Web.Refunds;

/// <summary>A decision as the contract shows it.</summary>
internal sealed record DecisionView(
    DecisionId DecisionId,
    TicketId TicketId,
    Outcome Outcome,
    ClaimStatus Status,
    Money? Amount,
    ImmutableArray<ClaimView> Claims,
    string Reply,
    AdvisorKind Advisor,
    ContextVersion ContextVersion)
{
    /// <summary>The outcome of a message with several claims: the first present of these.</summary>
    private static readonly ImmutableArray<Outcome> MostPressingFirst = [Outcome.Escalate, Outcome.Ask, Outcome.Approve, Outcome.Deny];

    public static DecisionView Of(DecisionRecord record, ReplyBook book) => new(
        record.Id,
        record.Ticket,
        MostPressingFirst.First(outcome => record.Claims.Any(claim => claim.Ruling.Outcome == outcome)),
        record.Status,
        Sum(record),
        [.. record.Claims.Select(claim => ClaimView.Of(record, claim))],
        ReplyWriter.Write(record, book),
        record.Usage?.Advisor ?? AdvisorKind.Precedent,
        record.Context);

    /// <summary>Executed and pending together; absent where there is none, or where currencies differ and no sum would be true.</summary>
    private static Money? Sum(DecisionRecord record)
    {
        var amounts = record.Claims.Select(claim => claim.Ruling).OfType<Ruling.Approve>().Select(ruling => ruling.Amount).ToArray();
        return amounts.Select(amount => amount.Currency).Distinct().Count() == 1 ? amounts.Aggregate((left, right) => left + right) : null;
    }
}

/// <summary>One claim as the contract shows it.</summary>
internal sealed record ClaimView(
    ClaimId ClaimId,
    string Kind,
    Outcome Outcome,
    ClaimStatus Status,
    RefundView? Refund,
    ImmutableArray<Reason> Reasons,
    string Segment,
    AutonomyView Autonomy,
    PendingView? Pending,
    ImmutableArray<AgreementView>? Approvals,
    ApprovalView? Approval)
{
    public static ClaimView Of(DecisionRecord record, ClaimRecord claim) => new(
        claim.Id,
        KindOf(claim.Request),
        claim.Ruling.Outcome,
        claim.Status,
        claim.Ruling is Ruling.Approve approve ? new RefundView(approve.Order, approve.Items, approve.Amount, approve.KeepItem ? true : null, approve.PayTo == RefundDestination.Original ? null : approve.PayTo) : null,
        claim.Ruling.Reasons,
        claim.Proposal.Segment,
        AutonomyView.Of(claim),
        PendingView.Of(record, claim),
        AgreementView.AllOf(claim),
        claim.Answer is { } answer ? ApprovalView.Of(answer) : null);

    public static string KindOf(RequestKind request) => request switch
    {
        RequestKind.Refund => "refund",
        RequestKind.Return => "return",
        RequestKind.Cancel => "cancel",
        _ => "other",
    };
}

/// <param name="Items">A multiset: one entry a unit.</param>
/// <param name="KeepItem">True where nothing has to be sent back; absent otherwise.</param>
/// <param name="PayTo">Where the money goes; absent for the way the customer paid.</param>
internal sealed record RefundView(OrderId OrderId, ImmutableArray<ItemId> Items, Money Amount, bool? KeepItem, RefundDestination? PayTo);

internal sealed record AutonomyView(AutonomyState State, double AgreementLowerBound, int Reviewed, ReviewView? Review)
{
    public static AutonomyView Of(ClaimRecord claim) => new(
        claim.Autonomy.State,
        Math.Round(claim.Autonomy.AgreementLowerBound, 4),
        claim.Autonomy.Reviewed,
        claim.Autonomy.ReviewShare is { } share ? new ReviewView(share, claim.Autonomy.Drawn, claim.ReviewedAt) : null);
}

/// <summary>The lottery by which a person sees some of what may act alone; absent where nothing may.</summary>
/// <param name="Probability">With which it was drawn, 0 to 1.</param>
/// <param name="Drawn">A learned ruling waits then; one of a rule marked auto is listed by <c>?review=wanted</c>.</param>
/// <param name="At">When a person judged it, where it was listed.</param>
internal sealed record ReviewView(decimal Probability, bool Drawn, DateTimeOffset? At);
