namespace RefundAgent.Actions;

/// <summary>What the payment provider has reported of a payment beyond refunds; the newest report counts, in whatever order they come in.</summary>
public sealed record PaymentState
{
    public static PaymentState Clear { get; } = new();

    public DisputeState Dispute { get; init; }

    /// <summary>Chargebacks ever opened on this payment.</summary>
    public int Chargebacks { get; init; }

    /// <summary>The card's issuer suspects fraud and has not disputed yet (an early fraud warning).</summary>
    public bool FraudWarning { get; init; }

    /// <summary>When the provider says that the dispute came to stand like this; default where none was reported.</summary>
    public DateTimeOffset DisputeAsOf { get; init; }

    /// <summary>While the bank is taking the money back, a refund would pay it twice.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ForbidsRefund => Dispute == DisputeState.Chargeback;
}

/// <summary>How a dispute stands; an inquiry asks, a chargeback takes.</summary>
public enum DisputeState
{
    None,

    /// <summary>The bank asks (Stripe: <c>warning_*</c>); a refund is possible and often the best answer.</summary>
    Inquiry,

    /// <summary>The bank is taking the money back.</summary>
    Chargeback,

    /// <summary>The chargeback was decided for the shop.</summary>
    Won,

    /// <summary>The customer has the money back through the bank; a refund would be a second one.</summary>
    Lost,
}
