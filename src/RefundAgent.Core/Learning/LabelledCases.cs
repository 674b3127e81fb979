using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Opens the case that a verdict speaks of; the live learner and a replay use the same, so that what a replay shows is what happens.</summary>
public static class LabelledCases
{
    /// <summary>Null where the customer was erased, or where it is not said which of several claims is meant.</summary>
    public static LabelledCase? Of(DecisionRecord record, ClaimId? named)
    {
        var claim = named is { } id ? record.Claims.FirstOrDefault(each => each.Id == id)
            : record.Claims is [var only] ? only
            : null;
        var papers = claim is null ? null : record.Papers?.Claims.FirstOrDefault(each => each.Id == claim.Id);
        return papers is null ? null : Of(record.Id, claim!, papers.Facts, record.Papers!.Ticket.Customer.Id, papers.Reading.Order);
    }

    public static LabelledCase Of(DecisionId decision, ClaimRecord claim, ImmutableArray<Fact> facts, CustomerId customer, OrderId? order)
    {
        var currency = facts.FirstOrDefault(fact => fact.Name == FactNames.OrderCurrency)?.Value is FactValue.Text code
            && Currency.TryParse(code.Value, out var known) ? known : (Currency?)null;
        var ruling = claim.Judged();
        return new LabelledCase
        {
            Decision = decision,
            Claim = claim.Id,
            Facts = LearnableFacts.Of(facts),
            Proposed = claim.Proposal.Outcome,
            Ruled = ruling.Outcome,
            RuledAmount = (ruling as Ruling.Approve)?.Amount,
            Items = claim.Proposal.Items,
            Segment = claim.Proposal.Segment,
            ActedAlone = ruling is Ruling.Approve or Ruling.Deny && !claim.HasWaited(),
            Fold = CrossFit.FoldOf(customer.Value, order?.Value ?? claim.Id.Value),
            Customer = Pseudonym(customer),
            Paid = Sum(facts, FactNames.OrderPaid, currency),
            Entitled = Sum(facts, FactNames.ClaimEntitled, currency),
        };
    }

    /// <summary>Enough to tell customers apart, and not enough to name one.</summary>
    private static string Pseudonym(CustomerId customer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"customer|{customer}")).AsSpan(0, 8));

    /// <summary>A sum among the facts counts only where we established it ourselves.</summary>
    private static Money? Sum(ImmutableArray<Fact> facts, string name, Currency? currency) =>
        currency is { } known
        && facts.FirstOrDefault(fact => fact.Name == name) is { Value: FactValue.Number number, Source.Origin: FactOrigin.Order or FactOrigin.RefundLedger }
        && Money.TryParse(number.Value.ToString($"F{known.Exponent}", CultureInfo.InvariantCulture), known, out var sum)
            ? sum
            : null;
}
