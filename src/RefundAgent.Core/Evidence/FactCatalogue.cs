using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Reading;

namespace RefundAgent.Evidence;

/// <summary>The kinds of value that a fact can have.</summary>
public enum FactKind
{
    Text,
    Number,
    Flag,
    List,
}

/// <param name="Kind">What its value is.</param>
/// <param name="Values">All that it can be, where that is a closed set; empty where it is open.</param>
public sealed record KnownFact(FactKind Kind, ImmutableArray<string> Values);

/// <summary>Our own facts with what they can be, so that a policy that could never hold is refused when it is written.</summary>
public static class FactCatalogue
{
    public static FrozenDictionary<string, KnownFact> Known { get; } = new Dictionary<string, KnownFact>(StringComparer.Ordinal)
    {
        [FactNames.ClaimKind] = Text("return", "cancel", "refund", "other"),
        [FactNames.ClaimRequest] = Text(NamesOf<RequestKind>()),
        [FactNames.ClaimReason] = Text(),
        [FactNames.ClaimCertain] = Of(FactKind.Flag),
        [FactNames.ClaimDoubts] = new(FactKind.List, [.. NamesOf<DoubtKind>()]),
        [FactNames.ClaimItemCount] = Of(FactKind.Number),
        [FactNames.ClaimWholeOrder] = Of(FactKind.Flag),
        [FactNames.ClaimRequested] = Of(FactKind.Number),
        [FactNames.ClaimRequestedAboveEntitlement] = Of(FactKind.Flag),
        [FactNames.ClaimEntitled] = Of(FactKind.Number),
        [FactNames.ClaimDestination] = Text(),
        [FactNames.ClaimCategories] = Of(FactKind.List),
        [FactNames.ClaimFinalSale] = Of(FactKind.Flag),
        [FactNames.OrderFound] = Of(FactKind.Flag),
        [FactNames.OrderStatus] = Text(),
        [FactNames.OrderFinalSale] = Of(FactKind.Flag),
        [FactNames.OrderCurrency] = Text(),
        [FactNames.OrderPaid] = Of(FactKind.Number),
        [FactNames.OrderShipping] = Of(FactKind.Number),
        [FactNames.OrderTax] = Of(FactKind.Number),
        [FactNames.OrderDiscount] = Of(FactKind.Number),
        [FactNames.OrderRemaining] = Of(FactKind.Number),
        [FactNames.OrderAgeDays] = Of(FactKind.Number),
        [FactNames.OrderDaysSinceDelivery] = Of(FactKind.Number),
        [FactNames.PaymentCaptured] = Text("none", "part", "all"),
        [FactNames.PaymentDispute] = Text(NamesOf<DisputeState>()),
        [FactNames.PaymentFraudWarning] = Of(FactKind.Flag),
        [FactNames.LawWithdrawal] = Of(FactKind.Flag),
        [FactNames.LawWithdrawalDaysLeft] = Of(FactKind.Number),
        [FactNames.RiskReturns90d] = Of(FactKind.Number),
        [FactNames.RiskRefunds7d] = Of(FactKind.Number),
        [FactNames.RiskNotReceivedClaims] = Of(FactKind.Number),
        [FactNames.RiskNotReceivedAgainstScan] = Of(FactKind.Flag),
        [FactNames.RiskDisputes] = Of(FactKind.Number),
        [FactNames.RiskNewAccount] = Of(FactKind.Flag),
        [FactNames.RiskAddressMismatch] = Of(FactKind.Flag),
        [FactNames.RiskScore] = Of(FactKind.Number),
        [FactNames.RiskDrivers] = new(FactKind.List, [.. RiskScore.Table.Select(row => row.Driver)]),
        [FactNames.CustomerAuthenticated] = Of(FactKind.Flag),
        [FactNames.CustomerOrders] = Of(FactKind.Number),
        [FactNames.CustomerRefunds30d] = Of(FactKind.Number),
        [FactNames.CustomerRefunded30d] = Of(FactKind.Number),
        [FactNames.TicketChannel] = Text(),
        [FactNames.TicketLanguage] = Text(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static KnownFact Of(FactKind kind) => new(kind, []);

    private static KnownFact Text(params string[] values) => new(FactKind.Text, [.. values]);

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
}
