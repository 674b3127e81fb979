using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>The document as operators write it; amounts are text in the policy's one currency.</summary>
internal sealed record PolicyWire
{
    public required string Name { get; init; }

    public required Mode Mode { get; init; }

    public required string Currency { get; init; }

    public required ImmutableArray<RuleWire> Rules { get; init; }

    public required LimitsWire Limits { get; init; }

    public RefundsWire Refunds { get; init; } = new();

    public DiscretionWire? Discretion { get; init; }

    public PricesWire Prices { get; init; } = new();

    public AutonomyWire Autonomy { get; init; } = new();

    public ApprovalsWire Approvals { get; init; } = new();

    public ExperimentWire Experiment { get; init; } = new();
}

internal sealed record RuleWire
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public required Condition When { get; init; }

    public required Outcome Then { get; init; }

    public Handling Handling { get; init; } = Handling.Earned;

    /// <summary><c>"entitled"</c>, <c>{"shareOfPaid":0.5}</c> or <c>{"fixed":"20.00"}</c>.</summary>
    public JsonElement? Basis { get; init; }

    public bool KeepItem { get; init; }

    public RefundDestination PayTo { get; init; }

    public ImmutableArray<string> Missing { get; init; } = [];
}

internal sealed record LimitsWire(string PerRefund, string PerCustomer30Days, string? PerCancellation = null, DayLimitsWire? PerDay = null);

internal sealed record DayLimitsWire(DayLimitWire? Alone = null, DayLimitWire? Approved = null);

internal sealed record DayLimitWire(int? Count = null, string? Sum = null);

internal sealed record RefundsWire(
    ShippingTerms Shipping = ShippingTerms.WholeOrder, PaymentOrder Payments = PaymentOrder.GiftCardFirst, RestockingFeeWire? RestockingFee = null);

internal sealed record RestockingFeeWire(Condition When, decimal? Percent = null, string? Amount = null);

internal sealed record DiscretionWire(string UpTo, ImmutableArray<Outcome> Outcomes);

internal sealed record PricesWire(decimal OverRefund = 1, decimal WrongfulDenial = 1.5m, string NeedlessEscalation = "6");

internal sealed record AutonomyWire(double Target = 0.95, double ReviewShare = 0.05, string UnreviewedExposure = "1000", string? DisagreementAbove = null);

internal sealed record ExperimentWire(decimal ControlShare = 0, decimal CanaryShare = 0);

/// <param name="RemindAfterHours">Null for a third of the time that a claim may wait.</param>
internal sealed record ApprovalsWire(
    int ExpiresAfterHours = ApprovalsWire.Expiry, int? RemindAfterHours = null, string? AgentUpTo = null, string? FourEyesAbove = null)
{
    public const int Expiry = 72;
}
