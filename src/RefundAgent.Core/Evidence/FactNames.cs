namespace RefundAgent.Evidence;

/// <summary>
/// The facts that this product establishes itself, so that policies, learned items and code spell them alike. Whatever else a
/// case knows was stated by a connected system under a name of its own.
/// </summary>
public static class FactNames
{
    /// <summary><c>return</c>, <c>cancel</c>, <c>refund</c> or <c>other</c>: what it means for money.</summary>
    public const string ClaimKind = "claim.kind";

    /// <summary>The <see cref="Reading.RequestKind"/> in camelCase.</summary>
    public const string ClaimRequest = "claim.request";

    public const string ClaimReason = "claim.reason";
    public const string ClaimCertain = "claim.certain";

    /// <summary>List of <see cref="Reading.DoubtKind"/> in camelCase.</summary>
    public const string ClaimDoubts = "claim.doubts";

    public const string ClaimItemCount = "claim.itemCount";

    /// <summary>The claim covers everything that the order can still give back.</summary>
    public const string ClaimWholeOrder = "claim.wholeOrder";

    /// <summary>In major units of the order's currency.</summary>
    public const string ClaimRequested = "claim.requested";

    /// <summary>In major units: the most that the claim can give back; there only with an order.</summary>
    public const string ClaimEntitled = "claim.entitled";

    public const string ClaimRequestedAboveEntitlement = "claim.requestedAboveEntitlement";
    public const string ClaimDestination = "claim.destination";

    /// <summary>List of the categories of the items that the claim is about; empty where the shop names none.</summary>
    public const string ClaimCategories = "claim.categories";

    /// <summary>Something that the claim is about is final sale.</summary>
    public const string ClaimFinalSale = "claim.finalSale";

    public const string OrderFound = "order.found";
    public const string OrderStatus = "order.status";
    public const string OrderFinalSale = "order.finalSale";
    public const string OrderCurrency = "order.currency";

    /// <summary>In major units.</summary>
    public const string OrderPaid = "order.paid";

    /// <summary>In major units, as <see cref="OrderTax"/> and <see cref="OrderDiscount"/>; there only where the shop says it.</summary>
    public const string OrderShipping = "order.shipping";

    public const string OrderTax = "order.tax";
    public const string OrderDiscount = "order.discount";

    /// <summary>In major units: what was captured less all that was given back or is about to be.</summary>
    public const string OrderRemaining = "order.remaining";

    /// <summary>Whole days since the order was placed.</summary>
    public const string OrderAgeDays = "order.ageDays";

    /// <summary>Whole days since delivery: day 0 is the first 24 hours.</summary>
    public const string OrderDaysSinceDelivery = "order.daysSinceDelivery";

    /// <summary><c>none</c>, <c>part</c> or <c>all</c>.</summary>
    public const string PaymentCaptured = "payment.captured";

    /// <summary><c>none</c>, <c>inquiry</c>, <c>chargeback</c>, <c>won</c> or <c>lost</c>; of several payments the gravest.</summary>
    public const string PaymentDispute = "payment.dispute";

    /// <summary>The card's issuer suspects fraud.</summary>
    public const string PaymentFraudWarning = "payment.fraudWarning";

    /// <summary>The legal right of withdrawal; absent where it is not known whether it holds.</summary>
    public const string LawWithdrawal = "law.withdrawal";

    /// <summary>Days that are left of it, today not counted; there only where it holds and the goods have come.</summary>
    public const string LawWithdrawalDaysLeft = "law.withdrawalDaysLeft";

    /// <summary>Refunds in 90 days; the claims of one message count once.</summary>
    public const string RiskReturns90d = "risk.returns90d";

    public const string RiskRefunds7d = "risk.refunds7d";

    /// <summary>Refunds in 90 days for goods that were said not to have come.</summary>
    public const string RiskNotReceivedClaims = "risk.notReceivedClaims";

    /// <summary>The goods are said not to have come, and the carrier reported them as delivered.</summary>
    public const string RiskNotReceivedAgainstScan = "risk.notReceivedAgainstScan";

    /// <summary>Disputes that the customer's bank ever opened.</summary>
    public const string RiskDisputes = "risk.disputes";

    /// <summary>The account, or where nobody says since when it is there the first order, is younger than 14 days.</summary>
    public const string RiskNewAccount = "risk.newAccount";

    /// <summary>The goods went elsewhere than the bill.</summary>
    public const string RiskAddressMismatch = "risk.addressMismatch";

    /// <summary>0 to 100, see <see cref="Evidence.RiskScore"/>.</summary>
    public const string RiskScore = "risk.score";

    /// <summary>List of what makes up the score, heaviest first.</summary>
    public const string RiskDrivers = "risk.drivers";

    public const string CustomerAuthenticated = "customer.authenticated";
    public const string CustomerOrders = "customer.orders";
    public const string CustomerRefunds30d = "customer.refunds30d";

    /// <summary>In major units, of the order's currency.</summary>
    public const string CustomerRefunded30d = "customer.refunded30d";

    public const string TicketChannel = "ticket.channel";
    public const string TicketLanguage = "ticket.language";

    /// <summary>Facts of the law: they protect the customer, and nothing is learned from them.</summary>
    public const string LawPrefix = "law.";

    /// <summary>Signals of abuse, ours or another system's: they bring a case before a person and decide nothing.</summary>
    public const string RiskPrefix = "risk.";

    /// <summary>Before the name of a stated fact that contradicts one of ours: shown to people, of no effect.</summary>
    public const string IgnoredPrefix = "ignored.";
}
