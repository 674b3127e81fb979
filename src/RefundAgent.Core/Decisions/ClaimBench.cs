using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;

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
        var claims = SettledReading.Of(inquiry.Read, counsel.Claims, decision, inquiry.Evidence.Orders);
        var account = inquiry.Evidence.Account;
        ImmutableArray<RefundEntry> contested = [];
        var ruled = ImmutableArray.CreateBuilder<ClaimRecord>(claims.Length);
        var papers = ImmutableArray.CreateBuilder<ClaimPapers>(claims.Length);
        foreach (var settled in claims)
        {
            var heard = Hear(account);
            if (heard.ActsWithoutModel && !contested.IsEmpty && !heard.GivesTheSameAs(Hear(account.With(contested))))
            {
                heard = Held(heard);
            }

            var refund = heard.Refund(inquiry, decision, now);
            account = refund is null ? account : account.With(refund.Plans);
            contested = contested.AddRange(Unheld(heard)?.Refund(inquiry, decision, now)?.Plans ?? []);
            ruled.Add(Record(heard, refund, inquiry.Basis.Policy, now));
            papers.Add(new ClaimPapers(heard.Claim.Id, heard.Claim.Reading, [.. heard.File.Facts.Values], heard.Claim.Origin));

            HeardClaim Hear(CustomerAccount given) => HeardClaim.Of(inquiry, decision, settled, counsel.Usage.Deployment, given, now);
        }

        var acts = ruled.Any(claim => claim.Refund is not null);
        return new DecisionRecord
        {
            Id = decision,
            Tenant = inquiry.Ticket.Tenant,
            Ticket = inquiry.Ticket.Id,
            Message = inquiry.Ticket.Message,
            State = acts ? RecordState.Intended : RecordState.Complete,
            Claims = ruled.DrainToImmutable(),
            Context = inquiry.Basis.Context.Version,
            Arm = inquiry.Basis.Arm,
            Policy = inquiry.Basis.Policy.Version,
            DecidedAt = now,
            CompletedAt = acts ? null : now,
            Usage = counsel.Usage,
            Papers = new CasePapers
            {
                Ticket = inquiry.Ticket,
                Claims = papers.DrainToImmutable(),
                Language = counsel.Language,
                ReplyFrame = SettledReading.FrameFor(claims, counsel),
                Reasoning = counsel.Reasoning,
            },
        };
    }

    private static HeardClaim Held(HeardClaim heard) => heard.Ruling is Ruling.Approve approve
        ? heard with { Ruling = approve with { Hold = Hold.Disagreement, Reasons = approve.Reasons.Add(DrawsOnWhatWaits) } }
        : heard;

    /// <summary>As it would have been without the contradiction; null where it does not wait for one.</summary>
    private static HeardClaim? Unheld(HeardClaim heard) => heard.Ruling is Ruling.Approve { Hold: Hold.Disagreement } approve
        ? heard with { Ruling = approve with { Hold = null } }
        : null;

    private static ClaimRecord Record(HeardClaim heard, RefundAction? refund, RefundPolicy policy, DateTimeOffset now) => new()
    {
        Id = heard.Claim.Id,
        Request = heard.Claim.Reading.Request,
        Proposal = heard.Proposal,
        AdvisedBy = heard.By,
        Ruling = heard.Ruling,
        Autonomy = heard.Autonomy,
        Status = heard.Ruling.WaitsForPerson ? ClaimStatus.PendingApproval : refund is null ? ClaimStatus.Answered : ClaimStatus.Executed,
        Refund = refund,
        Wait = heard.Ruling.WaitsForPerson || refund is not null ? ClaimWait.From(now, policy.Approvals) : null,
    };
}
