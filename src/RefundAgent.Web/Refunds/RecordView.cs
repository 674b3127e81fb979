using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Experiments;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Web.Refunds;

/// <summary>The whole record of a decision: what was known, advised, ruled and done, and what people said of it.</summary>
internal sealed record RecordView(
    DecisionView Decision,
    RecordState State,
    DateTimeOffset DecidedAt,
    DateTimeOffset? CompletedAt,
    PolicyVersion PolicyVersion,
    ContextVersion ContextVersion,
    AssignedArm? Arm,
    AdvisorUsage? Usage,
    ImmutableArray<ClaimTrace> Claims,
    CaseView? Case,
    ImmutableArray<FeedbackEvent> Feedback)
{
    public static RecordView Of(DecisionRecord record, ImmutableArray<FeedbackEvent> feedback, ReplyBook book) => new(
        DecisionView.Of(record, book),
        record.State,
        record.DecidedAt,
        record.CompletedAt,
        record.Policy,
        record.Context,
        record.Arm,
        record.Usage,
        [.. record.Claims.Select(claim => ClaimTrace.Of(claim, record.Papers?.Claims.FirstOrDefault(papers => papers.Id == claim.Id)))],
        record.Papers is { Ticket: var ticket } ? new CaseView(ticket.Text, ticket.Customer.Id.Value, ticket.Customer.Email, ticket.Customer.Authenticated, ticket.BroughtBy.Value, record.Papers.Language, record.Papers.Reasoning) : null,
        feedback);
}

/// <summary>One claim from reading to action; the reading and the facts are gone once the customer was erased.</summary>
internal sealed record ClaimTrace(
    ClaimId ClaimId,
    ClaimReading? Reading,
    ImmutableArray<Fact>? Facts,
    Proposal Proposal,
    Ruling Ruling,
    ImmutableArray<LearnedItemId> Items,
    RefundAction? Action,
    ClaimWait? Wait,
    ApprovalAgreement? Agreement,
    string? AgreementNote,
    ApprovalAnswer? Answer,
    string? AnswerNote)
{
    public static ClaimTrace Of(ClaimRecord claim, ClaimPapers? papers) => new(
        claim.Id,
        papers?.Reading,
        papers?.Facts,
        claim.Proposal,
        claim.Ruling,
        claim.Proposal.Items,
        claim.Refund,
        claim.HasWaited() ? claim.Wait : null,
        claim.Agreement,
        papers?.AgreementNote,
        claim.Answer,
        papers?.AnswerNote);
}

internal sealed record CaseView(string Message, string CustomerId, string? CustomerEmail, bool CustomerAuthenticated, string BroughtBy, string? Language, string? Reasoning);
