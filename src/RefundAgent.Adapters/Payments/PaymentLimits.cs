using System.Collections.Immutable;
using RefundAgent.Amounts;

namespace RefundAgent.Adapters.Payments;

/// <summary>The bounds that no refund passes, whoever decided it.</summary>
/// <param name="Caps">The most that one call may move, by currency; where there are any, other currencies are refused.</param>
/// <param name="Concurrent">Calls under way at once.</param>
internal sealed record PaymentLimits(ImmutableDictionary<Currency, Money> Caps, int Concurrent)
{
    public static PaymentLimits Of(PaymentsOptions options) => new(
        options.HardCapPerRefund
            .Where(cap => !string.IsNullOrEmpty(cap.Value))
            .Select(cap => TryParse(cap.Key, cap.Value, out var amount)
                ? amount
                : throw new ArgumentException("Caps are checked when the process starts.", nameof(options)))
            .ToImmutableDictionary(amount => amount.Currency),
        options.MaxConcurrentCalls);

    public static bool TryParse(string code, string? amount, out Money cap)
    {
        cap = default;
        return Currency.TryParse(code.ToUpperInvariant(), out var currency) && Money.TryParse(amount, currency, out cap) && cap.IsPositive;
    }
}
