using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Amounts;

namespace RefundAgent.Evidence;

public static partial class OrderLine
{
    /// <summary>Payments of one order: a refund is one transaction with a row for each of them.</summary>
    public const int MaxPayments = 20;

    private const string PaymentExample = "{\"reference\":\"ch_1\",\"kind\":\"card\",\"amount\":\"12.50\"}";

    /// <summary>
    /// All or none (empty, with a fault noted): a list that does not come to what was paid could send money back to where it did not come from.
    /// </summary>
    private static ImmutableArray<OrderPayment> ParsePayments(OrderFields order, Currency? currency, Money? paid, Money? refunded, List<OrderLineFault> faults)
    {
        var before = faults.Count;
        var payments = order.Array("payments", required: false)
            .Select((payment, index) => ParsePayment(payment, index, currency, faults))
            .OfType<OrderPayment>()
            .ToImmutableArray();
        if (faults.Count > before || payments.IsEmpty || paid is not { } whole)
        {
            return [];
        }

        if (payments is [var only] && only.Refunded.IsZero && refunded is { } back)
        {
            payments = [only with { Refunded = back }];
        }

        CheckSums(order, payments, whole, refunded);
        return faults.Count > before ? [] : payments;
    }

    private static OrderPayment? ParsePayment(JsonElement payment, int index, Currency? currency, List<OrderLineFault> faults)
    {
        if (payment.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new OrderLineFault($"payments[{index}]", $"is no object: write {PaymentExample}."));
            return null;
        }

        var fields = new OrderFields(payment, $"payments[{index}].", faults);
        var reference = fields.Id<PaymentReference>("reference");
        var kind = fields.Kind("kind");
        var amount = fields.Money("amount", currency);
        var refunded = fields.Money("refunded", currency, required: false);
        if (amount is { } most && refunded is { } back && back > most)
        {
            fields.Fault<object?>("refunded", $"is {back}, more than the {most} of this payment: write at most that.");
        }

        return reference is { } id && amount is { } sum ? new OrderPayment(id, kind, sum, refunded ?? Money.Zero(sum.Currency)) : null;
    }

    private static void CheckSums(OrderFields order, ImmutableArray<OrderPayment> payments, Money paid, Money? refunded)
    {
        if (payments.Length > MaxPayments)
        {
            order.Fault<object?>("payments", $"has {payments.Length} entries: an order may have {MaxPayments}.");
        }

        if (payments.Select(payment => payment.Reference).Distinct().Count() < payments.Length)
        {
            order.Fault<object?>("payments", "names one reference twice: put its amounts together.");
        }

        if (Sum(payments.Select(payment => payment.Amount)) != paid.MinorUnits)
        {
            order.Fault<object?>("payments", $"does not come to the {paid} of 'paid': list every payment with what it paid.");
        }

        if (refunded is { } back && Sum(payments.Select(payment => payment.Refunded)) != back.MinorUnits)
        {
            order.Fault<object?>("payments", $"does not come to the {back} of 'refunded': say for each payment what was given back to it.");
        }
    }

    /// <summary>What the shop gave back; where it is said for each payment only, all of that.</summary>
    private static Money RefundedOf(Money? refunded, ImmutableArray<OrderPayment> payments, Currency currency) =>
        refunded ?? new Money((long)Sum(payments.Select(payment => payment.Refunded)), currency);

    /// <summary>128 bits: a file can name sums that together pass 64.</summary>
    private static Int128 Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount.MinorUnits);

    private static PaymentReference PaymentOf(OrderFields fields, OrderId? order, ImmutableArray<OrderPayment> payments)
    {
        var text = Blank(fields.OptionalText("paymentReference")) ?? payments.FirstOrDefault()?.Reference.Value ?? order?.Value;
        if (text is null)
        {
            return default;
        }

        if (!Identity.Id.TryParse<PaymentReference>(text, out var payment))
        {
            return fields.Fault<PaymentReference>("paymentReference", $"write an id of 1 to {Identity.Id.MaxLength} characters.");
        }

        return payments.IsEmpty || payments.Any(each => each.Reference == payment)
            ? payment
            : fields.Fault<PaymentReference>("paymentReference", "is none of 'payments': name one of them, or leave it out.");
    }
}
