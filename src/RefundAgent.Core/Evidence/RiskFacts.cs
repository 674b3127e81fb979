using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>
/// Signals of abuse, each with what it rests on. They bring a case before a person: the policy's parser keeps them out of every rule that
/// decides, and nothing is learned from them.
/// </summary>
internal static class RiskFacts
{
    private static readonly TimeSpan Velocity = TimeSpan.FromDays(7);
    private static readonly TimeSpan New = TimeSpan.FromDays(14);

    public static void Write(
        FactSheet facts, Ticket ticket, ClaimReading claim, ImmutableArray<Order> orders, Order? order, CustomerAccount account, DateTimeOffset now)
    {
        var ledger = new FactSource(FactOrigin.RefundLedger, ticket.Customer.Id.Value);
        var signals = OfCustomer(orders, account, now) with
        {
            FraudWarning = order is not null && order.PaidBy.Any(payment => account.Of(payment.Reference).FraudWarning),
            NotReceivedAgainstScan = order is null ? null : ReasonOf(ticket, claim) == ClaimReason.NotReceived && order.DeliveryScan <= now,
            AddressMismatch = order is { ShipTo: { } goods, BillTo: { } bill } ? goods.DiffersFrom(bill) : null,
        };
        facts.Add(FactNames.RiskReturns90d, FactValue.Of(signals.Returns90d), ledger);
        facts.Add(FactNames.RiskRefunds7d, FactValue.Of(signals.Refunds7d), ledger);
        facts.Add(FactNames.RiskNotReceivedClaims, FactValue.Of(signals.NotReceivedClaims), ledger);
        facts.Add(FactNames.RiskDisputes, FactValue.Of(signals.Disputes), ledger);
        AddFlag(facts, FactNames.RiskNewAccount, signals.NewAccount, new FactSource(FactOrigin.Order, ticket.Customer.Id.Value));
        if (order is not null)
        {
            var source = new FactSource(FactOrigin.Order, order.Id.Value);
            AddFlag(facts, FactNames.RiskNotReceivedAgainstScan, signals.NotReceivedAgainstScan, source);
            AddFlag(facts, FactNames.RiskAddressMismatch, signals.AddressMismatch, source);
        }

        var (score, drivers) = RiskScore.Of(signals);
        facts.Add(FactNames.RiskScore, FactValue.Of(score), new FactSource(FactOrigin.RefundLedger, FactNames.RiskDrivers));
        facts.Add(FactNames.RiskDrivers, FactValue.Of(drivers), ledger);
    }

    /// <summary>The claims of one message and the payments of one refund were planned in one moment and count once.</summary>
    private static RiskSignals OfCustomer(ImmutableArray<Order> orders, CustomerAccount account, DateTimeOffset now)
    {
        var season = account.Recent.Where(refund => refund.At > now - CustomerAccount.History).ToImmutableArray();
        return new RiskSignals
        {
            Returns90d = Moments(season),
            Refunds7d = Moments(season.Where(refund => refund.At > now - Velocity)),
            NotReceivedClaims = Moments(season.Where(refund => refund.Reason == ClaimReason.NotReceived)),
            Disputes = account.Payments.Values.Sum(payment => Math.Max(payment.Chargebacks, payment.Dispute == DisputeState.None ? 0 : 1)),
            NewAccount = SinceOf(orders) is { } since ? since > now - New : null,
        };
    }

    private static int Moments(IEnumerable<RecentRefund> refunds) => refunds.Select(refund => refund.At).Distinct().Count();

    /// <summary>What the shop says of the account, else the first order that we know of.</summary>
    private static DateTimeOffset? SinceOf(ImmutableArray<Order> orders) =>
        orders.Min(order => order.CustomerSince) ?? orders.Min(order => order.PlacedAt);

    private static string? ReasonOf(Ticket ticket, ClaimReading claim) => string.IsNullOrWhiteSpace(claim.Reason) ? ticket.StatedReason : claim.Reason;

    private static void AddFlag(FactSheet facts, string name, bool? flag, FactSource source)
    {
        if (flag is { } known)
        {
            facts.Add(name, FactValue.Of(known), source);
        }
    }
}
