using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Tests.Policies;

/// <summary>Whatever anybody proposes for whatever case under whatever policy: money stays inside what the policy gives.</summary>
public sealed class WideningTests
{
    private static readonly string[] Ids = ["lamp", "bulb", "sofa"];

    private static readonly Gen<AmountBasis> Bases = Gen.OneOf<AmountBasis>(
        Gen.Const<AmountBasis>(new AmountBasis.Entitled()),
        Gen.Decimal[-1, 3].Select(share => (AmountBasis)new AmountBasis.ShareOfPaid(share)),
        Items().Select(items => (AmountBasis)new AmountBasis.ForItems([.. items.Select(ItemId.From)])),
        Gen.Long[-1000, 100_000].Select(sum => (AmountBasis)new AmountBasis.Fixed(new Money(sum, Currency.Usd))));

    private static readonly Gen<Proposal> Proposals =
        from outcome in Gen.Enum<Outcome>()
        from basis in Bases
        select Cases.Propose(outcome, basis, "What colour?");

    private static readonly Gen<RefundPolicy> Policies =
        from mode in Gen.Enum<Mode>()
        from rule in Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<Handling>(), Bases).Select(parts => Cases.Rule(parts.Item1, parts.Item2, parts.Item3))
        from hasRule in Gen.Bool
        from upTo in Gen.Long[0, 20_000]
        from hasDiscretion in Gen.Bool
        select Cases.Policy(hasRule ? [rule] : []) with
        {
            Mode = mode,
            Discretion = hasDiscretion ? new Discretion(new Money(upTo, Currency.Usd), [Outcome.Approve]) : null,
        };

    private static readonly Gen<CaseFile> Files =
        from paid in Gen.Long[0, 80_000]
        from request in Gen.Enum<RequestKind>()
        from whole in Gen.Bool
        from items in Items()
        from before in Items()
        from doubtful in Gen.Int[0, 4]
        from spent in Gen.Long[0, 80_000]
        from authenticated in Gen.Bool
        from requested in Gen.Long[-100, 90_000]
        select Open(paid, request, whole, items, before, doubtful == 0, spent, authenticated, requested);

    private static readonly Gen<Autonomy> Autonomies = Gen.Enum<AutonomyState>().Select(state => new Autonomy(state, 0.9, 60));

    [Fact]
    public void A_proposal_can_never_widen() => Gen.Select(Files, Proposals, Policies, Autonomies).Sample((file, proposal, policy, autonomy) =>
    {
        if (policy.Rule(file, proposal, autonomy, Cases.Now) is not Ruling.Approve ruling)
        {
            return;
        }

        var finding = policy.Find(file);
        Assert.True(ruling.Amount.IsPositive);
        Assert.True(ruling.Amount <= finding.Entitlement!.Amount);
        Assert.True(ruling.Amount <= policy.Limits.PerRefund);
        Assert.True(file.Account.SpentInWindow(Currency.Usd, Cases.Now) + ruling.Amount <= policy.Limits.PerCustomer30Days);
        Assert.True(file.Claim is { IsCertain: true, IsAboutMoney: true });
        Assert.True(finding.Rule is { Then: Outcome.Approve } || (finding.Rule is null && ruling.Amount <= policy.Discretion!.UpTo));
        Assert.True(proposal.Outcome == Outcome.Approve);
        Assert.All(ruling.Items.GroupBy(item => item), group => Assert.True(group.Count() <= finding.Entitlement.Items.Count(item => item == group.Key)));
        Assert.Null(file.Account.Refuses([EntryOf(file, ruling)], policy.CapsFor(file.Order!, RefundInitiator.Agent)));
    }, iter: 20_000);

    [Fact]
    public void Nothing_acts_alone_that_may_not() => Gen.Select(Files, Proposals, Policies, Autonomies).Sample((file, proposal, policy, autonomy) =>
    {
        if (policy.Rule(file, proposal, autonomy, Cases.Now) is Ruling.Approve { Hold: null } or Ruling.Deny { Hold: null })
        {
            Assert.Equal(Mode.Earned, policy.Mode);
            Assert.True(file.Ticket.Customer.Authenticated);
            Assert.True(policy.Find(file).Rule?.Handling == Handling.Auto || autonomy.State == AutonomyState.Earned);
        }
    }, iter: 20_000);

    [Fact]
    public void Every_ruling_says_why() => Gen.Select(Files, Proposals, Policies, Autonomies).Sample((file, proposal, policy, autonomy) =>
    {
        var ruling = policy.Rule(file, proposal, autonomy, Cases.Now);

        Assert.NotEmpty(ruling.Reasons);
        Assert.True(ruling is not Ruling.Ask ask || ask.Missing.All(question => question.Length > 0));
    });

    private static Gen<string[]> Items() => Gen.Int[0, Ids.Length - 1].Select(index => Ids[index]).Array[0, 4];

    private static CaseFile Open(
        long paid, RequestKind request, bool whole, string[] items, string[] before, bool doubtful, long spent, bool authenticated, long requested)
    {
        var order = Cases.Order() with { Paid = new Money(paid, Currency.Usd) };
        var given = EntitlementTable.ForUnits(order, Cases.Items(before), CustomerAccount.Empty);
        var account = Cases.Account(given.Amount.ToDecimalString(), [.. given.Items.Select(item => item.Value)]) with
        {
            Recent = [new RecentRefund(RefundKey.From("rf_0"), Cases.Now.AddDays(-2), new Money(spent, Currency.Usd))],
        };
        var claim = Cases.Claim(request, items) with
        {
            WholeOrder = whole,
            Requested = requested < 0 ? null : new Money(requested, Currency.Usd),
            Doubts = doubtful ? [new Doubt(DoubtKind.WhichItems, "lamp")] : [],
        };
        return Cases.File(claim, order, account, Cases.Ticket(authenticated));
    }

    private static RefundEntry EntryOf(CaseFile file, Ruling.Approve ruling) => new()
    {
        Key = RefundKey.From("rf_new"),
        Tenant = file.Ticket.Tenant,
        Customer = file.Ticket.Customer.Id,
        Order = ruling.Order,
        Payment = file.Order!.Payment,
        Decision = DecisionId.From("d1"),
        Claim = ClaimId.From("c1"),
        Amount = ruling.Amount,
        Items = ruling.Items,
        State = RefundState.Planned,
        PlannedAt = Cases.Now,
        UpdatedAt = Cases.Now,
    };
}
