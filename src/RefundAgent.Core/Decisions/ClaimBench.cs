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
    /// <summary>Without the model, the earlier claim would have taken the money or the limit that this one would act on now.</summary>
    private static readonly Reason DrawsOnWhatWaits = new(
        ReasonIds.Disagreement,
        ReasonKind.Advisor,
        "The model reads or judges an earlier part of the message otherwise, and what waits there changes what could be given here: a person decides.");

    public static DecisionRecord Decide(Inquiry inquiry, DecisionId decision, Counsel counsel, DateTimeOffset now)
    {
        var (ticket, evidence, basis) = (inquiry.Ticket, inquiry.Evidence, inquiry.Basis);
        var claims = SettledReading.Of(inquiry.Read, counsel.Claims, decision, evidence.Orders);
        var account = evidence.Account;
        ImmutableArray<RefundEntry> reserved = [];
        var ruled = ImmutableArray.CreateBuilder<ClaimRecord>(claims.Length);
        var papers = ImmutableArray.CreateBuilder<ClaimPapers>(claims.Length);
        foreach (var settled in claims)
        {
            var claim = settled.Claim;
            var (file, proposal, by, autonomy, ruling) = Hear(inquiry, decision, counsel, settled, account, now);
            if (ruling is Ruling.Approve { Hold: null } acting && claim.Reading.Readers != Readers.Model
                && !reserved.IsEmpty && !IsTheSame(acting, Hear(inquiry, decision, counsel, settled, account.With(reserved), now).Ruling))
            {
                ruling = acting with { Hold = Hold.Disagreement, Reasons = acting.Reasons.Add(DrawsOnWhatWaits) };
            }

            var refund = RefundFor(ticket.Tenant, decision, claim, ruling, file, evidence.Customer, basis.Policy, now);
            var contested = ruling is Ruling.Approve { Hold: Hold.Disagreement } waiting
                ? RefundFor(ticket.Tenant, decision, claim, waiting with { Hold = null }, file, evidence.Customer, basis.Policy, now)
                : null;
            (account, reserved) = (refund is null ? account : account.With(refund.Plans), contested is null ? reserved : [.. reserved, .. contested.Plans]);
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

    /// <summary>One claim, with what those before it give back already counted.</summary>
    private static (CaseFile File, Proposal Proposal, AdvisorKind By, Autonomy Autonomy, Ruling Ruling) Hear(
        Inquiry inquiry, DecisionId decision, Counsel counsel, SettledClaim settled, CustomerAccount account, DateTimeOffset now)
    {
        var basis = inquiry.Basis;
        var file = CaseFiles.Open(inquiry.Ticket, settled.Claim.Reading, inquiry.Evidence.Orders, account, basis.Policy.Refunds, now);
        var finding = basis.Policy.Find(file);
        var (proposal, by) = SecondOpinion.Weigh(
            PrecedentAdvisor.Propose(file, finding, basis.Context), settled.Advice?.Proposal, file, finding, counsel.Usage.Deployment);
        var autonomy = EarnedAutonomy.Of(finding, proposal, basis.Context, basis.Policy).DrawFor(decision, settled.Claim.Id);
        return (file, proposal, by, autonomy, basis.Policy.Rule(file, proposal, autonomy, now));
    }

    private static bool IsTheSame(Ruling.Approve one, Ruling other) =>
        other is Ruling.Approve { Hold: null } approve
        && approve.Order == one.Order && approve.Amount == one.Amount && approve.Items.SequenceEqual(one.Items);

    private static RefundAction? RefundFor(
        TenantId tenant, DecisionId decision, ReadClaim claim, Ruling ruling, CaseFile file, CustomerId customer, RefundPolicy policy, DateTimeOffset now) =>
        ruling is Ruling.Approve { Hold: null } approve && file.Order is { } order
            ? RefundPlan.Of(
                tenant, claim.Origin, decision, claim.Id, customer, order, file.Account, approve, claim.Reading.Reason, RefundInitiator.Agent, policy, now)
            : null;
}
