using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>What an action is wanted for, as said and not yet looked up in the orders.</summary>
internal sealed class Wish
{
    public List<NamedItem> Items { get; } = [];

    public List<NamedItem> Excepted { get; } = [];

    public List<OrderId> Orders { get; } = [];

    /// <summary>Order-looking numbers that are none of the customer's.</summary>
    public List<string> UnknownOrders { get; } = [];

    /// <summary>Words where an item should stand.</summary>
    public List<string> Strange { get; } = [];

    /// <summary>"it", "the order", "the items": what was spoken of before.</summary>
    public bool PointsBack { get; set; }

    /// <summary>"the order", "the items", "everything": all of an order, not one thing in it.</summary>
    public bool IsWhole { get; set; }

    /// <summary>"all my orders", "everything" with no order named.</summary>
    public bool IsEveryOrder { get; set; }

    public bool SaysPending { get; set; }

    public bool SaysReceived { get; set; }

    public bool SaysRecent { get; set; }

    public bool SaysOldest { get; set; }

    public bool IsSameOrder { get; set; }

    /// <summary>The items only tell which order is meant ("my order with the kettle").</summary>
    public bool ItemsDescribeOrder { get; set; }

    public bool AsksForPart { get; set; }

    /// <summary>1 for "the more expensive one", -1 for "the cheapest", of what was spoken of before.</summary>
    public int Price { get; set; }

    /// <summary>"the item": one thing, not named.</summary>
    public bool IsOneItem { get; set; }

    /// <summary>"it", "the item": the last thing spoken of.</summary>
    public bool IsSingular { get; set; }

    /// <summary>"my two pending orders"; null where no number was said.</summary>
    public int? OrderCount { get; set; }

    /// <summary>Where reading stopped.</summary>
    public int End { get; set; }

    public bool SaysNothing => Items.Count == 0 && Orders.Count == 0 && UnknownOrders.Count == 0 && Strange.Count == 0 && !IsEveryOrder && !IsWhole;
}

/// <summary>One mention of an item with what is said about it.</summary>
internal sealed record NamedItem(Naming Naming, string Words)
{
    /// <summary>Units, where a number was said; "both" is two, "all" is <see cref="int.MaxValue"/>.</summary>
    public int? Count { get; set; }

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    /// <summary>Words beside the name that may be options: "black", "15 inch".</summary>
    public List<string> Details { get; } = [];

    /// <summary>Words of a clause behind the name ("that is not water resistant"), each with whether it was denied.</summary>
    public List<(string Word, bool Denied)> Traits { get; } = [];

    /// <summary>1 the dearest, -1 the cheapest of those that fit.</summary>
    public int Price { get; set; }

    /// <summary>The order that this mention was tied to, where one was.</summary>
    public OrderId? Order { get; set; }

    /// <summary>Said to have been delivered, or to be still on its way.</summary>
    public bool? Received { get; set; }
}
