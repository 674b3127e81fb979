namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Requests in words that the built-in reader is sure of.</summary>
internal static class Ask
{
    public static object ToReturn(string ticket, string customer, string item, string order) => new
    {
        ticketId = ticket,
        message = $"I want to return the {item} from order {order}.",
        customer = new { id = customer },
    };

    public static object ToCancel(string ticket, string customer, string order) => new
    {
        ticketId = ticket,
        message = $"Please cancel order {order}, I no longer need it.",
        customer = new { id = customer },
    };

    /// <summary>No rule of the sample shop speaks of it, so it is left to people and to what they have taught.</summary>
    public static object ForSecondPayment(string ticket, string customer, string order) => new
    {
        ticketId = ticket,
        message = $"I was charged twice for order {order}, please refund the second payment.",
        customer = new { id = customer },
    };
}
