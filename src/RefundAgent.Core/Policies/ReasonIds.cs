using System.Text.Json;
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
    public const string AdviceIncomplete = "advice.incomplete";
    public const string Rejected = "approval.rejected";
    public const string Expired = "approval.expired";
    public const string Withdrawal = "law.withdrawal";
    public const string Disputed = "payment.disputed";

    /// <summary>Prefixes that a rule's id must not begin with.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
        ["mode.", "limit.", "identity.", "entitlement.", "reading.", "advice.", "approval.", "law.", "payment.", "risk."];

    public static string Of(DoubtKind doubt) => "reading." + JsonNamingPolicy.CamelCase.ConvertName(doubt.ToString());
}
