using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>Rules on the claims of one message, one by one, each seeing what those before it would give back; changes nothing.</summary>
public sealed class ClaimBench(IAdvisor advisor)
{
    public async Task<DecisionRecord> DecideAsync(
        Ticket ticket,
        DecisionId decision,
        ImmutableArray<ReadClaim> claims,
        CustomerEvidence evidence,
        DecisionBasis basis,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var account = evidence.Account;
        var ruled = ImmutableArray.CreateBuilder<ClaimRecord>(claims.Length);
        var papers = ImmutableArray.CreateBuilder<ClaimPapers>(claims.Length);
        foreach (var claim in claims)
        {
            var file = CaseFiles.Open(ticket, claim.Reading, evidence.Orders, account, basis.Policy.Refunds, now);
            var finding = basis.Policy.Find(file);
            var advice = await advisor.AdviseAsync(file, finding, basis.Policy, basis.Context, cancellationToken);
            var autonomy = EarnedAutonomy.Of(finding, advice.Proposal, basis.Context, basis.Policy).DrawFor(decision, claim.Id);
            var ruling = basis.Policy.Rule(file, advice.Proposal, autonomy, now);
            var refund = RefundFor(ticket.Tenant, decision, claim, ruling, file, evidence.Customer, basis.Policy, now);
            account = refund is null ? account : account.With(refund.Plans);
            ruled.Add(Record(claim, advice, ruling, autonomy, refund, ruling.WaitsForPerson || refund is not null ? ClaimWait.From(now, basis.Policy.Approvals) : null));
            papers.Add(new ClaimPapers(claim.Id, claim.Reading, [.. file.Facts.Values], claim.Origin, advice.Proposal.DraftReply));
        }

        var acts = ruled.Any(claim => claim.Refund is not null);
        return new DecisionRecord
        {
            Id = decision,
            Tenant = ticket.Tenant,
            Ticket = ticket.Id,
            Message = ticket.Message,
            State = acts ? RecordState.Intended : RecordState.Complete,
            Claims = ruled.DrainToImmutable(),
            Context = basis.Context.Version,
            Arm = basis.Arm,
            Policy = basis.Policy.Version,
            DecidedAt = now,
            CompletedAt = acts ? null : now,
            Papers = new CasePapers { Ticket = ticket, Claims = papers.DrainToImmutable() },
        };
    }

    private static ClaimRecord Record(ReadClaim claim, Advice advice, Ruling ruling, Autonomy autonomy, RefundAction? refund, ClaimWait? wait) => new()
    {
        Id = claim.Id,
        Request = claim.Reading.Request,
        Proposal = advice.Proposal with { DraftReply = null },
        Ruling = ruling,
        Autonomy = autonomy,
        Status = ruling.WaitsForPerson ? ClaimStatus.PendingApproval : refund is null ? ClaimStatus.Answered : ClaimStatus.Executed,
        Refund = refund,
        Wait = wait,
        Usage = advice.Usage,
    };

    private static RefundAction? RefundFor(
        TenantId tenant, DecisionId decision, ReadClaim claim, Ruling ruling, CaseFile file, CustomerId customer, RefundPolicy policy, DateTimeOffset now) =>
        ruling is Ruling.Approve { Hold: null } approve && file.Order is { } order
            ? RefundPlan.Of(
                tenant, claim.Origin, decision, claim.Id, customer, order, file.Account, approve, claim.Reading.Reason, RefundInitiator.Agent, policy, now)
            : null;
}
