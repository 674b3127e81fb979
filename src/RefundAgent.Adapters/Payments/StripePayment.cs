using System.Text.RegularExpressions;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Which of Stripe's objects an order was paid by. Only ids of the right shape reach a request: a reference is data from an import.
/// </summary>
/// <param name="IsIntent">A payment intent; otherwise a charge (<c>py_…</c> are charges of methods other than cards).</param>
internal sealed partial record StripePayment(string Id, bool IsIntent)
{
    public string? Charge => IsIntent ? null : Id;

    public string? Intent => IsIntent ? Id : null;

    /// <summary>Null for what is none of Stripe's.</summary>
    public static StripePayment? Of(PaymentReference reference) => Shape().IsMatch(reference.Value)
        ? new StripePayment(reference.Value, reference.Value.StartsWith("pi_", StringComparison.Ordinal))
        : null;

    [GeneratedRegex(@"\A(?:ch|py|pi)_[A-Za-z0-9_]{1,255}\z")]
    private static partial Regex Shape();
}
