using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>Ids of the reasons that the policy engine gives of itself; no rule may take one of their prefixes.</summary>
public static class ReasonIds
{
    public const string ModeOff = "mode.off";
    public const string ModeSuggest = "mode.suggest";
    public const string PerRefund = "limit.perRefund";
    public const string PerCancellation = "limit.perCancellation";
    public const string PerCustomer30Days = "limit.perCustomer30Days";
    public const string Discretion = "limit.discretion";
    public const string Currency = "limit.currency";
    public const string Unauthenticated = "identity.unauthenticated";
    public const string NothingLeft = "entitlement.nothingLeft";
    public const string NoOrder = "entitlement.noOrder";
    public const string NoItems = "entitlement.noItems";
    public const string ChangedHands = "entitlement.changedHands";
    public const string NotCaptured = "entitlement.notCaptured";
    public const string RestockingFee = "entitlement.restockingFee";
    public const string PartAgain = "entitlement.partAgain";
    public const string NotAboutMoney = "entitlement.notAboutMoney";
    public const string Disagreement = "advice.disagreement";
    public const string ReadingsDiffer = "reading.differ";
    public const string ReadByModel = "reading.modelAlone";
    public const string AdviceIncomplete = "advice.incomplete";
    public const string Rejected = "approval.rejected";
    public const string Expired = "approval.expired";
    public const string Withdrawal = "law.withdrawal";
    public const string Disputed = "payment.disputed";
    public const string PerDay = "limit.perDay";
    public const string Review = "mode.review";

    /// <summary>The ledger refused what the ruling granted: something had changed in between.</summary>
    public const string Ledger = "limit.ledger";

    public const string ProviderUnknown = "provider.unknown";
    public const string PaidInPart = "provider.paidInPart";

    /// <summary>Prefixes that a rule's id must not begin with.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
        ["mode.", "limit.", "identity.", "entitlement.", "reading.", "advice.", "approval.", "law.", "payment.", "risk.", "provider."];

    public static string Of(RefundFailure failure) => "provider." + JsonNamingPolicy.CamelCase.ConvertName(failure.ToString());

    /// <summary>Says how a refund went, not why it was granted.</summary>
    public static bool IsOutcome(string id) => id is PerDay or Ledger || id.StartsWith("provider.", StringComparison.Ordinal);

    public static string Of(DoubtKind doubt) => "reading." + JsonNamingPolicy.CamelCase.ConvertName(doubt.ToString());
}
