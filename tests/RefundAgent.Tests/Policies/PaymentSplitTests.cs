using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Tests.Policies;

public sealed class PaymentSplitTests
{
    private static readonly Gen<Currency> Currencies = Gen.Int[0, 2].Select(index => Currency.Parse(new[] { "USD", "JPY", "KWD" }[index]));

    private static readonly Gen<(Order Order, ImmutableDictionary<PaymentReference, Money> Committed)> Orders =
        from currency in Currencies
        from payments in (from kind in Gen.Enum<PaymentKind>()
                          from amount in Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, 100_000], Gen.Long[0, long.MaxValue / 64])
                          from refunded in Gen.Double[0, 1]
                          from committed in Gen.Double[0, 1]
                          select (kind, amount, refunded, committed)).Array[1, 6]
        select Open(currency, payments);

    [Fact]
    public void A_split_is_exact_and_gives_no_payment_more_than_is_left_on_it() =>
        Gen.Select(Orders, Gen.Double[0, 1], Gen.Enum<PaymentOrder>()).Sample((known, share, by) =>
        {
            var left = Left(known.Order, known.Committed);
            var amount = new Money(ShareOf(left.Values.Sum(), share), known.Order.Currency);

            var parts = PaymentSplit.Of(known.Order, known.Committed, amount, by)!.Value;

            Assert.Equal(amount.MinorUnits, parts.Sum(part => part.Amount.MinorUnits));
            Assert.All(parts, part => Assert.InRange(part.Amount.MinorUnits, 1, left[part.Payment]));
            Assert.Equal(parts.Length, parts.Select(part => part.Payment).Distinct().Count());
            Assert.Equal<PaymentPart>(parts, PaymentSplit.Of(known.Order, known.Committed, amount, by)!.Value);
        });

    [Fact]
    public void What_is_not_left_on_the_payments_is_not_split() => Gen.Select(Orders, Gen.Enum<PaymentOrder>()).Sample((known, by) =>
    {
        var total = Left(known.Order, known.Committed).Values.Sum();

        Assert.Null(PaymentSplit.Of(known.Order, known.Committed, new Money(total + 1, known.Order.Currency), by));
        Assert.Equal(total, PaymentSplit.Of(known.Order, known.Committed, new Money(total, known.Order.Currency), by)!.Value.Sum(part => part.Amount.MinorUnits));
    });

    [Fact]
    public void Refunds_one_after_the_other_end_with_every_payment_given_back_exactly() =>
        Gen.Select(Orders, Gen.Double[0, 1].Array[0, 5], Gen.Enum<PaymentOrder>()).Sample((known, shares, by) =>
        {
            var (order, committed) = known;
            foreach (var share in shares.Append(1))
            {
                var amount = new Money(ShareOf(Left(order, committed).Values.Sum(), share), order.Currency);
                foreach (var part in PaymentSplit.Of(order, committed, amount, by)!.Value)
                {
                    committed = committed.SetItem(part.Payment, committed[part.Payment] + part.Amount);
                }
            }

            Assert.All(order.Payments, payment => Assert.Equal(payment.Amount, payment.Refunded + committed[payment.Reference]));
        });

    // card 60, gift card 30, store credit 10
    [Theory]
    [InlineData(PaymentOrder.GiftCardFirst, "25.00", "gift 25.00")]
    [InlineData(PaymentOrder.GiftCardFirst, "45.00", "gift 30.00, credit 10.00, card 5.00")]
    [InlineData(PaymentOrder.CardFirst, "45.00", "card 45.00")]
    [InlineData(PaymentOrder.CardFirst, "75.00", "card 60.00, credit 10.00, gift 5.00")]
    [InlineData(PaymentOrder.Proportional, "50.00", "card 30.00, gift 15.00, credit 5.00")]
    [InlineData(PaymentOrder.Proportional, "0.05", "card 0.03, gift 0.02")]
    [InlineData(PaymentOrder.Proportional, "0.00", "")]
    public void Payments_get_their_money_back_in_the_policys_order(PaymentOrder by, string amount, string expected)
    {
        var order = Cases.Order() with
        {
            Payments = [Paid("card", PaymentKind.Card, "60.00"), Paid("gift", PaymentKind.GiftCard, "30.00"), Paid("credit", PaymentKind.StoreCredit, "10.00")],
        };

        var parts = PaymentSplit.Of(order, ImmutableDictionary<PaymentReference, Money>.Empty, Cases.Usd(amount), by)!.Value;

        Assert.Equal(expected, string.Join(", ", parts.Select(part => $"{part.Payment} {part.Amount.ToDecimalString()}")));
    }

    [Fact]
    public void An_order_of_one_payment_gets_all_of_it_there() => Assert.Equal(
        new PaymentPart(PaymentReference.From("pay_1"), Cases.Usd("70.00")),
        Assert.Single(PaymentSplit.Of(
            Cases.Order(refunded: "30.00"), ImmutableDictionary<PaymentReference, Money>.Empty, Cases.Usd("70.00"), PaymentOrder.CardFirst)!.Value));

    private static long ShareOf(long whole, double share) => share == 1 ? whole : (long)(whole * (decimal)share);

    private static OrderPayment Paid(string reference, PaymentKind kind, string amount) =>
        new(PaymentReference.From(reference), kind, Cases.Usd(amount), Cases.Usd("0"));

    private static Dictionary<PaymentReference, long> Left(Order order, ImmutableDictionary<PaymentReference, Money> committed) => order.Payments
        .ToDictionary(payment => payment.Reference, payment => (payment.Amount - payment.Refunded - committed[payment.Reference]).MinorUnits);

    private static (Order Order, ImmutableDictionary<PaymentReference, Money> Committed) Open(
        Currency currency, (PaymentKind Kind, long Amount, double Refunded, double Committed)[] payments)
    {
        var known = payments.Select((payment, index) =>
        {
            var refunded = (long)(payment.Amount / 2 * payment.Refunded);
            return (
                Payment: new OrderPayment(
                    PaymentReference.From($"p{index}"), payment.Kind, new Money(payment.Amount, currency), new Money(refunded, currency)),
                Committed: new Money((long)((payment.Amount - refunded) / 2 * payment.Committed), currency));
        }).ToArray();
        var order = Cases.Order() with
        {
            Payments = [.. known.Select(each => each.Payment)],
            Paid = known.Aggregate(Money.Zero(currency), (sum, each) => sum + each.Payment.Amount),
        };
        return (order, known.ToImmutableDictionary(each => each.Payment.Reference, each => each.Committed));
    }
}
