using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>One claim with everything that was said of it, up to the ruling.</summary>
internal sealed record HeardClaim(ReadClaim Claim, CaseFile File, Proposal Proposal, AdvisorKind By, Autonomy Autonomy, Ruling Ruling)
{
    /// <summary>It would give money back now, and not on a model's word alone.</summary>
    public bool ActsWithoutModel => Ruling is Ruling.Approve { Hold: null } && Claim.Reading.Readers != Readers.Model;

    /// <param name="inquiry">The message with its evidence.</param>
    /// <param name="decision">The decision being made.</param>
    /// <param name="settled">As it is to be decided.</param>
    /// <param name="model">The deployment that was asked; null for none.</param>
    /// <param name="account">With what earlier claims of the message give back.</param>
    /// <param name="now">What ages and windows are counted to.</param>
    public static HeardClaim Of(Inquiry inquiry, DecisionId decision, SettledClaim settled, string? model, CustomerAccount account, DateTimeOffset now)
    {
        var (basis, claim) = (inquiry.Basis, settled.Claim);
        var file = CaseFiles.Open(inquiry.Ticket, claim.Reading, inquiry.Evidence.Orders, account, basis.Policy.Refunds, now);
        var finding = basis.Policy.Find(file);
        var (proposal, by) = SecondOpinion.Weigh(PrecedentAdvisor.Propose(file, finding, basis.Context), settled.Advice?.Proposal, file, finding, model);
        var autonomy = EarnedAutonomy.Of(finding, proposal, basis.Context, basis.Policy).DrawFor(decision, claim.Id);
        return new HeardClaim(claim, file, proposal, by, autonomy, basis.Policy.Rule(file, proposal, autonomy, now));
    }

    public bool GivesTheSameAs(HeardClaim other) =>
        (Ruling, other.Ruling) is (Ruling.Approve { Hold: null } one, Ruling.Approve { Hold: null } two)
        && one.Order == two.Order && one.Amount == two.Amount && one.Items.SequenceEqual(two.Items);

    /// <summary>What the ruling moves at once; null where it moves nothing.</summary>
    public RefundAction? Refund(Inquiry inquiry, DecisionId decision, DateTimeOffset now) =>
        Ruling is Ruling.Approve { Hold: null } approve && File.Order is { } order
            ? RefundPlan.Of(
                inquiry.Ticket.Tenant, Claim.Origin, decision, Claim.Id, inquiry.Evidence.Customer, order, File.Account, approve, Claim.Reading.Reason,
                RefundInitiator.Agent, inquiry.Basis.Policy, now)
            : null;
}
