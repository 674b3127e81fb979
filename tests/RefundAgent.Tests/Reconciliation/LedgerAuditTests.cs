using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reconciliation;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reconciliation;

public sealed class LedgerAuditTests
{
    private static readonly TenantId Tenant = TenantId.From("acme");
    private static readonly OrderId Order = OrderId.From("o1");
    private static readonly PaymentReference Payment = PaymentReference.From("o1");
    private static readonly DateTimeOffset Now = Samples.Noon.AddDays(1);

    /// <summary>A row and what the provider may have of it without disagreeing.</summary>
    private static readonly Gen<(RefundEntry Row, ProviderRefund? Refund)> GenPair =
        Gen.Select(Gen.Enum<RefundState>(), Gen.Int[0, 3], Gen.Long[1, 50_00], Gen.Guid, (state, choice, cents, id) =>
        {
            var row = Row($"{id}", state, cents);
            ImmutableArray<RefundState?> allowed = state switch
            {
                RefundState.Planned => [null],
                RefundState.Submitted or RefundState.Unknown => [null, RefundState.Pending, RefundState.Succeeded, RefundState.Failed],
                RefundState.Failed => [null, RefundState.Failed],
                _ => [null, RefundState.Pending, RefundState.Succeeded],
            };
            var at = allowed[choice % allowed.Length];
            var isYoung = at is null && state is RefundState.Pending or RefundState.Succeeded;
            return (isYoung ? row with { UpdatedAt = Now - LedgerAudit.Settling + TimeSpan.FromSeconds(1) } : row, at is { } refund ? At(row, refund) : null);
        });

    /// <summary>Books that agree, with refunds that the shop knows of from elsewhere, and a charge with room to spare.</summary>
    private static readonly Gen<ChargeBooks> GenBooks = Gen.Select(GenPair.Array[0, 6], Gen.Long[1, 9_00].Array[0, 3], Gen.Long[200_00, 900_00], (pairs, elsewhere, room) =>
    {
        var strays = elsewhere.Select((cents, number) => new ProviderRefund($"re_elsewhere_{number}", null, Samples.Usd(cents), RefundState.Succeeded));
        ImmutableArray<ProviderRefund> refunds = [.. pairs.Select(pair => pair.Refund).OfType<ProviderRefund>(), .. strays];
        var refunded = refunds.Where(refund => refund.State != RefundState.Failed).Sum(refund => refund.Amount.MinorUnits);
        var captured = refunded + pairs.Sum(pair => pair.Row.Amount.MinorUnits) + room;
        return new ChargeBooks(
            Tenant, Order, refunds, [.. pairs.Select(pair => pair.Row)],
            new Payment(Payment, Samples.Usd(captured), Samples.Usd(captured), Samples.Usd(refunded), Disputed: false), Samples.Usd(elsewhere.Sum()));
    });

    [Fact]
    public void Books_that_agree_have_no_findings() =>
        GenBooks.Sample(books => Assert.Empty(LedgerAudit.OfCharge(books, Now)));

    [Fact]
    public void A_charge_that_the_provider_no_longer_knows_is_no_finding_by_itself() =>
        GenBooks.Sample(books => Assert.Empty(LedgerAudit.OfCharge(books with { Payment = null }, Now)));

    [Theory]
    [InlineData(DiscrepancyKind.AmountsDiffer)]
    [InlineData(DiscrepancyKind.RefundReturned)]
    [InlineData(DiscrepancyKind.RefundPaidAfterFailure)]
    [InlineData(DiscrepancyKind.RefundOutsideLedger)]
    [InlineData(DiscrepancyKind.RefundNotAtProvider)]
    [InlineData(DiscrepancyKind.OverRefunded)]
    [InlineData(DiscrepancyKind.RefundedAndDisputed)]
    public void One_disagreement_among_books_that_agree_is_found_as_what_it_is_and_alone(DiscrepancyKind kind) =>
        Gen.Select(GenBooks, Gen.Long[1, 50_00]).Sample((books, cents) =>
        {
            var (planted, subject, amount) = Plant(books, kind, cents);

            var found = Assert.Single(LedgerAudit.OfCharge(planted, Now));

            Assert.Equal((kind, subject, amount), (found.Kind, found.Subject, found.Amount));
            Assert.Equal(found.Id, LedgerAudit.OfCharge(planted, Now.AddMilliseconds(500)).Single().Id);
        });

    [Fact]
    public void An_orders_total_is_found_wrong_by_a_cent_or_a_unit_and_never_where_it_is_the_sum_of_its_rows() =>
        Gen.Select(GenPair.Array[1, 6], Gen.Long[1, 5]).Sample((pairs, off) =>
        {
            ImmutableArray<RefundEntry> rows = [.. pairs.Select(pair => pair.Row)];
            var total = rows.Where(row => row.State != RefundState.Failed).Aggregate(OrderTotal.Nothing(Currency.Usd), (sum, row) => sum.Plus(row));

            Assert.Null(LedgerAudit.OfOrder(Tenant, Order, total, rows, Now));
            Assert.Equal(Samples.Usd(off), LedgerAudit.OfOrder(Tenant, Order, total with { Committed = total.Committed + Samples.Usd(off) }, rows, Now)?.Amount);
            var units = total.Units.SetItem(ItemId.From("i1"), total.Units.GetValueOrDefault(ItemId.From("i1")) + (int)off);
            Assert.Equal(DiscrepancyKind.AmountsDiffer, LedgerAudit.OfOrder(Tenant, Order, total with { Units = units }, rows, Now)?.Kind);
        });

    [Fact]
    public void A_days_total_is_found_wrong_by_a_cent_or_a_refund_and_never_where_it_is_the_sum_of_its_refunds() =>
        Gen.Select(GenPair.Array[1, 6], Gen.Enum<RefundInitiator>(), Gen.Long[0, 5]).Sample((pairs, who, off) =>
        {
            ImmutableArray<DayRefund> refunds = [.. pairs.Select(pair => DayRefund.Of(pair.Row with { Initiator = who }) with { Holds = pair.Row.State != RefundState.Failed })];
            var spend = refunds.Where(refund => refund.Holds).Aggregate(DaySpend.Nothing, (sum, refund) => sum.Plus(who, refund.Amount));
            var day = DateOnly.FromDateTime(Samples.Noon.UtcDateTime);

            Assert.Null(LedgerAudit.OfDay(Tenant, day, spend, refunds, Now));
            var found = LedgerAudit.OfDay(Tenant, day, spend.Plus(who, Samples.Usd(off)), refunds, Now);
            Assert.Equal((DiscrepancyKind.DayTotal, "2026-11-22"), (found?.Kind, found?.Subject));
        });

    /// <returns>The books with one disagreement, and how it is told.</returns>
    private static (ChargeBooks Books, string Subject, Money Amount) Plant(ChargeBooks books, DiscrepancyKind kind, long cents)
    {
        var (sum, cent) = (Samples.Usd(cents), Samples.Usd(1));
        var row = Row("planted", kind == DiscrepancyKind.RefundPaidAfterFailure ? RefundState.Failed : RefundState.Succeeded, cents);
        ChargeBooks With(params ImmutableArray<ProviderRefund> refunds) => books with { Rows = books.Rows.Add(row), Refunds = books.Refunds.AddRange(refunds) };
        switch (kind)
        {
            case DiscrepancyKind.AmountsDiffer:
                return (With(At(row, RefundState.Succeeded) with { Amount = sum + cent }), row.Key.Value, sum + cent);
            case DiscrepancyKind.RefundReturned:
                return (With(At(row, RefundState.Failed)), row.Key.Value, sum);
            case DiscrepancyKind.RefundPaidAfterFailure:
                return (With(At(row, RefundState.Succeeded)), row.Key.Value, sum);
            case DiscrepancyKind.RefundNotAtProvider:
                return (With(), row.Key.Value, sum);
            case DiscrepancyKind.RefundOutsideLedger:
                ImmutableArray<ProviderRefund> ours = [.. books.Refunds.Where(refund => refund.Key is not null)];
                return (books with { Refunds = ours.Add(new ProviderRefund("re_by_hand", null, sum, RefundState.Succeeded)), KnownElsewhere = sum - cent }, "re_by_hand", sum);
            case DiscrepancyKind.OverRefunded:
                var held = books.Rows.Where(each => each.State != RefundState.Failed).Sum(each => each.Amount.MinorUnits);
                var captured = Samples.Usd(Math.Max(held, books.Payment!.Refunded.MinorUnits));
                return (books with { Payment = books.Payment with { Captured = captured, Refunded = captured + sum } }, Payment.Value, sum);
            case DiscrepancyKind.RefundedAndDisputed:
                var disputed = With(At(row, RefundState.Succeeded)) with { Payment = books.Payment! with { Disputed = true }, Dispute = "dp_1" };
                return (disputed, Payment.Value, Samples.Usd(disputed.Rows.Where(each => each.State != RefundState.Failed).Sum(each => each.Amount.MinorUnits)));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static RefundEntry Row(string claim, RefundState state, long cents) => Samples.Entry(Tenant, claim, cents) with { State = state };

    private static ProviderRefund At(RefundEntry row, RefundState state) => new($"re_{row.Claim}", row.Key, row.Amount, state);
}
