using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RefundAgent.Actions;

/// <summary>What the payment provider has reported of a payment beyond refunds.</summary>
public sealed record PaymentState
{
    public static PaymentState Clear { get; } = new();

    /// <summary>Each dispute as it was last reported, by its id; a payment can have several.</summary>
    public ImmutableArray<DisputeReport> Disputes { get; init; } = [];

    /// <summary>The card's issuer has suspected fraud (an early fraud warning), whatever came of it.</summary>
    public bool FraudWarning { get; init; }

    /// <summary>Of all disputes, the gravest.</summary>
    [JsonIgnore]
    public DisputeState Dispute => Gravest(Disputes.Select(dispute => dispute.State));

    /// <summary>Chargebacks ever opened on this payment.</summary>
    [JsonIgnore]
    public int Chargebacks => Disputes.Count(dispute => dispute.State is DisputeState.Chargeback or DisputeState.Won or DisputeState.Lost);

    /// <summary>While the bank is taking the money back, and once it has, a refund would pay it twice.</summary>
    [JsonIgnore]
    public bool ForbidsRefund => Dispute is DisputeState.Chargeback or DisputeState.Lost;

    /// <summary>With one more report, unless a newer one of the same dispute is known: reports come in any order, and more than once.</summary>
    public PaymentState With(DisputeReport report)
    {
        var known = Disputes.FirstOrDefault(dispute => dispute.Id == report.Id);
        return known is not null && !report.IsNewerThan(known)
            ? this
            : this with { Disputes = [.. Disputes.Where(dispute => dispute != known).Append(report).OrderBy(dispute => dispute.Id, StringComparer.Ordinal)] };
    }

    /// <summary>The one that leaves least room for a refund; <see cref="DisputeState.None"/> where there are none.</summary>
    public static DisputeState Gravest(IEnumerable<DisputeState> states) => states.Append(DisputeState.None).MaxBy(Gravity);

    private static int Gravity(DisputeState state) => state switch
    {
        DisputeState.None => 0,
        DisputeState.Won => 1,
        DisputeState.Inquiry => 2,
        DisputeState.Lost => 3,
        _ => 4,
    };
}

/// <param name="Id">The provider's.</param>
/// <param name="State">As reported.</param>
/// <param name="AsOf">When the provider says that it came to stand like this, to the second.</param>
public sealed record DisputeReport(string Id, DisputeState State, DateTimeOffset AsOf)
{
    /// <summary>Within one second, the report that lies further on in the course of a dispute.</summary>
    public bool IsNewerThan(DisputeReport other) => AsOf != other.AsOf ? AsOf > other.AsOf : Step(State) > Step(other.State);

    private static int Step(DisputeState state) => state switch
    {
        DisputeState.Inquiry => 0,
        DisputeState.Chargeback => 1,
        DisputeState.None => 2,
        DisputeState.Won => 3,
        _ => 4,
    };
}

/// <summary>How a dispute stands; an inquiry asks, a chargeback takes.</summary>
public enum DisputeState
{
    /// <summary>No dispute, or an inquiry that was closed.</summary>
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
