namespace RefundAgent.Tests.Web;

/// <summary>Bodies for the retail sample: Mara Lind has a delivered order (#1001: lamp 48.00, two notebooks) and a pending one (#1002: 79.00).</summary>
internal static class Requests
{
    public const string ReturnLamp = "I would like to return the Desk Lamp from order #1001.";
    public const string CancelBlanket = "Please cancel order #1002, I no longer need it.";

    public static Dictionary<string, object?> Refund(string message, string ticket = "t1", string? messageId = "m1", string customer = "mara.lind") => new()
    {
        ["ticketId"] = ticket,
        ["messageId"] = messageId,
        ["message"] = message,
        ["customer"] = new Dictionary<string, object?> { ["id"] = customer },
    };

    public static Dictionary<string, object?> With(this Dictionary<string, object?> body, string field, object? value) =>
        new(body) { [field] = value };
}
