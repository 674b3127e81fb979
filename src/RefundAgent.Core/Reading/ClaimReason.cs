using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RefundAgent.Reading;

/// <summary>
/// The canonical reasons for a refund, in the words that policies and learned items use.
/// Source: the union of Shopify's return reasons, Stripe's and Adyen's refund reasons (vendor API references).
/// </summary>
public static class ClaimReason
{
    public const string DamagedOnArrival = "damaged_on_arrival";
    public const string Defective = "defective";
    public const string NotAsDescribed = "not_as_described";
    public const string WrongItem = "wrong_item";
    public const string MissingItem = "missing_item";
    public const string NotReceived = "not_received";
    public const string LateDelivery = "late_delivery";
    public const string Size = "size";
    public const string ChangedMind = "changed_mind";
    public const string OrderedByMistake = "ordered_by_mistake";
    public const string DuplicateCharge = "duplicate_charge";
    public const string IncorrectAmount = "incorrect_amount";
    public const string SubscriptionCancelled = "subscription_cancelled";
    public const string TrialForgotten = "trial_forgot";
    public const string Unauthorised = "unauthorised";
    public const string PriceAdjustment = "price_adjustment";
    public const string Goodwill = "goodwill";
    public const string LegalWithdrawal = "legal_withdrawal";
    public const string Other = "other";

    /// <summary>Reasons in which the customer only claims what was owed.</summary>
    public static FrozenSet<string> FaultsOfTheShop { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        DamagedOnArrival, Defective, NotAsDescribed, WrongItem, MissingItem, NotReceived, LateDelivery, DuplicateCharge, IncorrectAmount);

    /// <summary>False for a form's own words, which may say anything about anybody.</summary>
    public static bool IsCanonical(string? reason) => reason is not null && Canonical.Contains(reason);

    /// <summary>Every canonical reason.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        DamagedOnArrival, Defective, NotAsDescribed, WrongItem, MissingItem, NotReceived, LateDelivery, Size, ChangedMind, OrderedByMistake,
        DuplicateCharge, IncorrectAmount, SubscriptionCancelled, TrialForgotten, Unauthorised, PriceAdjustment, Goodwill, LegalWithdrawal, Other,
    ];

    private static FrozenSet<string> Canonical { get; } = All.ToFrozenSet(StringComparer.Ordinal);
}
