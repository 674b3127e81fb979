using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>Rules on the claims of one message, one by one, each seeing what those before it would give back; pure.</summary>
internal static class ClaimBench
{
    public static DecisionRecord Decide(Inquiry inquiry, DecisionId decision, Counsel counsel, DateTimeOffset now)
    {
        var (ticket, evidence, basis) = (inquiry.Ticket, inquiry.Evidence, inquiry.Basis);
        var claims = SettledReading.Of(inquiry.Read, counsel.Claims, decision, evidence.Orders);
        var account = evidence.Account;
        var ruled = ImmutableArray.CreateBuilder<ClaimRecord>(claims.Length);
        var papers = ImmutableArray.CreateBuilder<ClaimPapers>(claims.Length);
        foreach (var (claim, advice) in claims)
        {
            var file = CaseFiles.Open(ticket, claim.Reading, evidence.Orders, account, basis.Policy.Refunds, now);
            var finding = basis.Policy.Find(file);
            var (proposal, by) = SecondOpinion.Weigh(PrecedentAdvisor.Propose(file, finding, basis.Context), advice?.Proposal, file, finding, counsel.Usage.Deployment);
            var autonomy = EarnedAutonomy.Of(finding, proposal, basis.Context, basis.Policy).DrawFor(decision, claim.Id);
            var ruling = basis.Policy.Rule(file, proposal, autonomy, now);
            var refund = RefundFor(ticket.Tenant, decision, claim, ruling, file, evidence.Customer, basis.Policy, now);
            account = refund is null ? account : account.With(refund.Plans);
            ruled.Add(new ClaimRecord
            {
                Id = claim.Id,
                Request = claim.Reading.Request,
                Proposal = proposal,
                AdvisedBy = by,
                Ruling = ruling,
                Autonomy = autonomy,
                Status = ruling.WaitsForPerson ? ClaimStatus.PendingApproval : refund is null ? ClaimStatus.Answered : ClaimStatus.Executed,
                Refund = refund,
                Wait = ruling.WaitsForPerson || refund is not null ? ClaimWait.From(now, basis.Policy.Approvals) : null,
            });
            papers.Add(new ClaimPapers(claim.Id, claim.Reading, [.. file.Facts.Values], claim.Origin));
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
            Usage = counsel.Usage,
            Papers = new CasePapers
            {
                Ticket = ticket,
                Claims = papers.DrainToImmutable(),
                Language = counsel.Language,
                ReplyFrame = SettledReading.FrameFor(claims, counsel),
                Reasoning = counsel.Reasoning,
            },
        };
    }

    private static RefundAction? RefundFor(
        TenantId tenant, DecisionId decision, ReadClaim claim, Ruling ruling, CaseFile file, CustomerId customer, RefundPolicy policy, DateTimeOffset now) =>
        ruling is Ruling.Approve { Hold: null } approve && file.Order is { } order
            ? RefundPlan.Of(
                tenant, claim.Origin, decision, claim.Id, customer, order, file.Account, approve, claim.Reading.Reason, RefundInitiator.Agent, policy, now)
            : null;
}
