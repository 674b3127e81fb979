using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Money goes back where it came from, or for a return onto a gift card; any other wish is a doubt.</summary>
internal static class Destination
{
    public static string? Of(Draft draft) =>
        draft.Destinations.LastOrDefault(lexeme => lexeme.Concept != Concept.OriginalMethod)?.Text;

    /// <returns>The words that name a place where this order's money cannot go; null where all is well.</returns>
    public static string? Refused(Draft draft, Order order, RequestKind request) =>
        draft.Destinations.FirstOrDefault(lexeme => !Accepts(lexeme, order, request))?.Text;

    private static bool Accepts(Lexeme lexeme, Order order, RequestKind request) => lexeme.Concept switch
    {
        Concept.OriginalMethod => true,
        Concept.GiftCard => request == RequestKind.Return || PaidBy(order, "gift"),
        _ when lexeme.Text.Contains('_', StringComparison.Ordinal) =>
            order.PaymentMethods.Any(method => Folding.Fold(method) == lexeme.Text),
        _ => lexeme.Text switch
        {
            "paypal" or "pay pal" => PaidBy(order, "paypal"),
            "credit card" or "my card" or "credit" => PaidBy(order, "credit"),
            "debit card" => PaidBy(order, "debit"),
            _ => false,
        },
    };

    private static bool PaidBy(Order order, string kind) =>
        order.PaymentMethods.Any(method => method.StartsWith(kind, StringComparison.OrdinalIgnoreCase));
}
