namespace RefundAgent.Reading;

/// <summary>Why a reading is not certain; decides whether to ask the customer or a person.</summary>
public enum DoubtKind
{
    /// <summary>Nothing says which order.</summary>
    WhichOrder,

    /// <summary>The order is named but is none of this customer's.</summary>
    UnknownOrder,

    /// <summary>Nothing says which items, or an item fits several lines.</summary>
    WhichItems,

    /// <summary>An item is named that this order does not have.</summary>
    UnknownItem,

    /// <summary>Depends on something only a dialogue could settle ("if that is not possible, …", "unless …").</summary>
    Conditional,

    /// <summary>What is wanted is contradictory or not clear.</summary>
    WhichRequest,

    /// <summary>The money is wanted somewhere it did not come from.</summary>
    Destination,

    /// <summary>Some money is wanted, not the price, and no sum is said: a person sets it.</summary>
    HowMuch,

    /// <summary>Written to steer the agent and not to ask for something.</summary>
    Manipulation,
}

/// <param name="Kind">What is missing.</param>
/// <param name="About">The words in question, for the person or the customer who is asked.</param>
public sealed record Doubt(DoubtKind Kind, string About);
