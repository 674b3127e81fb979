using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Decisions;

/// <summary>Whatever a model says of whatever message: where it has earned nothing, no unit and no cent moves that would not move without it.</summary>
public sealed class CounselPropertyTests
{
    private static readonly ImmutableArray<Order> Bought =
    [
        Cases.Order("110.00", lines: [Cases.Line("lamp", 1, "60.00"), Cases.Line("bulb", 3, "20.00")]) with { DeliveredAt = Cases.Now.AddDays(-9) },
        Cases.Order("400.00", lines: [Cases.Line("sofa", 1, "400.00")]) with { Id = OrderId.From("#2"), Payment = PaymentReference.From("pay_2"), Status = "pending" },
        Cases.Order("90.00", lines: [Cases.Line("rug", 3, "30.00")]) with { Id = OrderId.From("#3"), Payment = PaymentReference.From("pay_3") },
    ];

    private static readonly Gen<RequestKind> Requests = Gen.Frequency(
        (5, Gen.Const(RequestKind.Return)), (3, Gen.Const(RequestKind.Cancel)), (2, Gen.Const(RequestKind.Refund)), (1, Gen.Enum<RequestKind>()));

    private static readonly Gen<ClaimReading> Readings =
        from request in Requests
        from place in Gen.Int[0, 6]
        from whole in Gen.Bool
        from taken in Gen.Bool.Array[4]
        from requested in Gen.Frequency((5, Gen.Const((Money?)null)), (1, Gen.Long[1, 50_000].Select(sum => (Money?)new Money(sum, Currency.Usd))))
        from reason in Gen.Int[0, 2].Select(index => new[] { null, ClaimReason.Defective, ClaimReason.ChangedMind }[index])
        let order = place < 6 ? Bought[place % 3] : null
        select new ClaimReading
        {
            Request = request,
            Order = order?.Id,
            Items = order is null || whole ? [] : [.. UnitsOf(order).Where((_, index) => taken[index])],
            WholeOrder = whole && order is not null,
            Requested = requested,
            Reason = reason,
            Span = "please",
        };

    private static readonly Gen<ClaimReading> BuiltIn =
        from reading in Readings
        from doubt in Gen.Frequency((4, Gen.Const((DoubtKind?)null)), (1, Gen.Enum<DoubtKind>().Select(kind => (DoubtKind?)kind)))
        select doubt is { } kind ? reading with { Doubts = [new Doubt(kind, "please")] } : reading;

    private static readonly Gen<AmountBasis> Bases = Gen.OneOf<AmountBasis>(
        Gen.Const<AmountBasis>(new AmountBasis.Entitled()),
        Gen.Decimal[0, 1].Select(share => (AmountBasis)new AmountBasis.ShareOfPaid(share)),
        Gen.Const<AmountBasis>(new AmountBasis.ForItems([ItemId.From("bulb")])),
        Gen.Long[-1000, 100_000].Select(sum => (AmountBasis)new AmountBasis.Fixed(new Money(sum, Currency.Usd))));

    private static readonly Gen<Proposal> Proposals =
        from outcome in Gen.Frequency((3, Gen.Const(Outcome.Approve)), (1, Gen.Enum<Outcome>()))
        from basis in Bases
        select Cases.Propose(outcome, basis, "What colour?") with { Segment = "model:g-1→approve" };

    private static readonly Gen<RefundPolicy> Policies =
        from approving in Gen.Frequency((4, Gen.Const(Outcome.Approve)), (1, Gen.Enum<Outcome>()))
        from handling in Gen.Frequency((4, Gen.Const(Handling.Auto)), (1, Gen.Enum<Handling>()))
        from hasRule in Gen.Frequency((6, Gen.Const(true)), (1, Gen.Const(false)))
        from window in Gen.Long[1_000, 90_000]
        from perRefund in Gen.Long[1_000, 50_000]
        from above in Gen.Frequency((1, Gen.Const((Money?)null)), (1, Gen.Long[0, 20_000].Select(sum => (Money?)new Money(sum, Currency.Usd))))
        let policy = Cases.Policy(hasRule ? [Cases.Rule(approving, handling)] : [])
        select policy with
        {
            Limits = new Limits(new Money(perRefund, Currency.Usd), new Money(window, Currency.Usd)),
            Autonomy = policy.Autonomy with { DisagreementAbove = above },
        };

    private static readonly Gen<Inquiry> Inquiries =
        from readings in BuiltIn.Array[1, 4]
        from policy in Policies
        from authenticated in Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false)))
        let ticket = Cases.Ticket(authenticated)
        let decision = DecisionId.For(ticket)
        select new Inquiry
        {
            Ticket = ticket,
            Open = [],
            Read = [.. readings.Select((reading, index) => new ReadClaim(new ClaimId($"c{index + 1}"), reading, new ClaimOrigin(decision, new ClaimId($"c{index + 1}"))))],
            Evidence = new CustomerEvidence(ticket.Customer.Id, Bought, CustomerAccount.Empty),
            Basis = new DecisionBasis(LearnedContext.Empty, policy),
            Now = Cases.Now,
        };

    private static readonly Gen<ImmutableArray<(int Copied, ClaimReading Reading, Proposal Proposal, int Answers)>> Sayings =
        Gen.Select(Gen.Int[0, 6], Readings, Proposals, Gen.Int[0, 3]).Array[0, 5].Select(each => each.ToImmutableArray());

    [Fact]
    public void Nothing_moves_that_would_not_move_without_the_model() => Gen.Select(Inquiries, Sayings).Sample(
        (inquiry, sayings) =>
        {
            var decision = DecisionId.For(inquiry.Ticket);
            var counsel = Said(inquiry, sayings);
            var (with, without) = (ClaimBench.Decide(inquiry, decision, counsel, Cases.Now), ClaimBench.Decide(inquiry, decision, Counsel.BuiltIn, Cases.Now));

            foreach (var (order, moved) in Moved(with))
            {
                var alone = Moved(without).GetValueOrDefault(order) ?? OrderTotal.Nothing(moved.Committed.Currency);
                Assert.True(moved.Committed <= alone.Committed, $"{order}: {moved.Committed} with the model, {alone.Committed} without it");
                Assert.All(moved.Units, unit => Assert.True(unit.Value <= alone.Units.GetValueOrDefault(unit.Key), $"{order}: {unit.Value} of {unit.Key}"));
            }
        },
        iter: 4_000);

    [Fact]
    public void No_two_claims_share_the_origin_that_their_refunds_keys_derive_from() => Gen.Select(Inquiries, Sayings).Sample(
        (inquiry, sayings) =>
        {
            var record = ClaimBench.Decide(inquiry, DecisionId.For(inquiry.Ticket), Said(inquiry, sayings), Cases.Now);
            Assert.Distinct(record.Papers!.Claims.Select(claim => claim.Origin));
        },
        iter: 1_000);

    /// <summary>Some claims as the built-in reader has them, the others as they come; some said to answer what was asked before.</summary>
    private static Counsel Said(Inquiry inquiry, ImmutableArray<(int Copied, ClaimReading Reading, Proposal Proposal, int Answers)> sayings) => Counsel.BuiltIn with
    {
        Claims =
        [
            .. sayings.Select(saying => new CounselledClaim(
                saying.Copied < inquiry.Read.Length ? inquiry.Read[saying.Copied].Reading with { Doubts = [] } : saying.Reading,
                saying.Proposal,
                saying.Answers == 0 ? new ClaimOrigin(new DecisionId("d-before"), new ClaimId("c1")) : null)),
        ],
        Usage = new AdvisorUsage(AdvisorKind.Model),
    };

    private static ImmutableDictionary<OrderId, OrderTotal> Moved(DecisionRecord record) =>
        CustomerAccount.Empty.With(record.Claims.Select(claim => claim.Refund).OfType<RefundAction>().SelectMany(refund => refund.Plans)).Orders;

    private static IEnumerable<ItemId> UnitsOf(Order order) => order.Items.SelectMany(item => Enumerable.Repeat(item.Id, item.Quantity));
}
