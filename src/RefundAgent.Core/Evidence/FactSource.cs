namespace RefundAgent.Evidence;

/// <summary>Where a fact was read, most trusted first; when two claim one name, the more trusted one stands.</summary>
public enum FactOrigin
{
    /// <summary>The imported order book.</summary>
    Order,

    /// <summary>Our own refund ledger.</summary>
    RefundLedger,

    /// <summary>A connected system that signed in with role <c>system</c>.</summary>
    System,

    /// <summary>What the built-in reader or a model understood from the message.</summary>
    Reader,

    /// <summary>What the customer stated.</summary>
    Customer,
}

/// <param name="Origin">The kind of source.</param>
/// <param name="Reference">Its id: an order, a principal, a span of the message.</param>
public sealed record FactSource(FactOrigin Origin, string Reference);
