namespace RefundAgent.Reading;

/// <summary>What a customer asks for in one request of a message.</summary>
public enum RequestKind
{
    /// <summary>Could not be told.</summary>
    Unclear,

    /// <summary>Send delivered items back for money.</summary>
    Return,

    /// <summary>Call off an order that has not been shipped.</summary>
    Cancel,

    /// <summary>Money back without sending anything: a fare, a damaged or missing parcel, a double charge.</summary>
    Refund,

    /// <summary>Other items for those delivered.</summary>
    Exchange,

    /// <summary>Other items, options or quantities in an order that has not been shipped.</summary>
    ChangeItems,

    ChangeAddress,

    ChangePayment,

    /// <summary>A question: where is it, what did I pay, what do you have.</summary>
    Information,

    /// <summary>Wants to speak with a person.</summary>
    Human,

    /// <summary>Understood, and none of the above.</summary>
    Other,
}
