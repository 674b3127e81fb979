using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Tests.Policies;

namespace RefundAgent.Tests.Evidence;

public sealed class RiskFactsTests
{
    private static readonly ClaimReading NotReceived = Cases.Claim(RequestKind.Refund, "lamp") with { Reason = ClaimReason.NotReceived };

    private static readonly CustomerAccount Busy = new()
    {
        Recent =
        [
            Given(1, ClaimReason.NotReceived), Given(1, ClaimReason.Size), Given(6.9, null), Given(8, ClaimReason.NotReceived), Given(89.9, null),
            Given(90, ClaimReason.NotReceived),
        ],
    };

    [Fact]
    public void Refunds_are_counted_by_the_moment_they_were_planned_in()
    {
        var file = Cases.File(Cases.Claim(), account: Busy);

        Assert.Equal(FactValue.Of(4), file[FactNames.RiskReturns90d]);
        Assert.Equal(FactValue.Of(2), file[FactNames.RiskRefunds7d]);
        Assert.Equal(FactValue.Of(2), file[FactNames.RiskNotReceivedClaims]);
        Assert.Equal(new FactSource(FactOrigin.RefundLedger, "ada"), file.Facts[FactNames.RiskReturns90d].Source);
    }

    [Theory]
    [InlineData(ClaimReason.NotReceived, -1.0, true)]
    [InlineData(ClaimReason.NotReceived, 1.0, false)]
    [InlineData(ClaimReason.NotReceived, null, false)]
    [InlineData(ClaimReason.Size, -1.0, false)]
    public void Goods_that_did_not_come_stand_against_the_carriers_scan(string reason, double? days, bool against)
    {
        var order = Cases.Order() with { DeliveryScan = days is { } known ? Cases.Now.AddDays(known) : null };

        Assert.Equal(FactValue.Of(against), Cases.File(NotReceived with { Reason = reason }, order)[FactNames.RiskNotReceivedAgainstScan]);
    }

    [Theory]
    [InlineData(-13.0, null, true)]
    [InlineData(-14.0, null, false)]
    [InlineData(null, -13.0, true)]
    [InlineData(-400.0, -1.0, false)]
    public void An_account_is_new_by_its_opening_or_else_by_the_first_order(double? since, double? placed, bool isNew)
    {
        var order = Cases.Order() with { CustomerSince = At(since), PlacedAt = At(placed) };

        Assert.Equal(FactValue.Of(isNew), Cases.File(Cases.Claim(), order)[FactNames.RiskNewAccount]);
    }

    [Theory]
    [InlineData("DE", "10115", "DE", "10115", false)]
    [InlineData("DE", "10115", "FR", "10115", true)]
    [InlineData("GB", "SW1A 1AA", "GB", "sw1a1aa", false)]
    [InlineData("DE", "10115", "DE", "80331", true)]
    [InlineData("DE", "10115", "DE", null, false)]
    public void Goods_that_went_elsewhere_than_the_bill_are_a_mismatch(string to, string? code, string bill, string? billCode, bool differs)
    {
        var order = Cases.Order() with { ShipTo = new OrderPlace(to, code), BillTo = new OrderPlace(bill, billCode) };

        Assert.Equal(FactValue.Of(differs), Cases.File(Cases.Claim(), order)[FactNames.RiskAddressMismatch]);
    }

    [Fact]
    public void What_nobody_knows_is_no_fact()
    {
        var file = Cases.File(Cases.Claim());

        Assert.Null(file[FactNames.RiskNewAccount]);
        Assert.Null(file[FactNames.RiskAddressMismatch]);
        Assert.Equal(FactValue.Of(0), file[FactNames.RiskScore]);
        Assert.Equal("", file[FactNames.RiskDrivers]!.ToString());
    }

    [Fact]
    public void The_score_is_told_with_what_drives_it_heaviest_first()
    {
        var order = Cases.Order() with { DeliveryScan = Cases.Now.AddDays(-5), PlacedAt = Cases.Now.AddDays(-9) };
        var account = Busy with { Payments = Payments(Disputed(DisputeState.Won, DisputeState.Won) with { FraudWarning = true }) };

        var file = Cases.File(NotReceived, order, account);

        Assert.Equal("notReceivedAgainstScan, fraudWarning, disputes, notReceivedClaims, newAccount", file[FactNames.RiskDrivers]!.ToString());
        Assert.Equal(FactValue.Of(100), file[FactNames.RiskScore]);
        Assert.Equal(FactValue.Of(2), file[FactNames.RiskDisputes]);
    }

    [Fact]
    public void A_score_is_the_sum_of_its_drivers()
    {
        var account = Busy with { Payments = Payments(Disputed(DisputeState.Inquiry)) };

        Assert.Equal(FactValue.Of(35 + 30), Cases.File(Cases.Claim(), account: account)[FactNames.RiskScore]);
    }

    [Fact]
    public void No_signal_alone_brings_a_case_before_a_person_by_the_sample_policy() => Assert.All(RiskScore.Table, row => Assert.InRange(row.Weight, 1, 69));

    [Fact]
    public void Every_weight_is_documented()
    {
        var page = Repository.Read("docs", "policy.md");

        Assert.All(RiskScore.Table, row => Assert.Matches($@"\| `{row.Driver}` \|[^|]+\| {row.Weight} \|", page));
    }

    internal static ImmutableDictionary<PaymentReference, PaymentState> Payments(PaymentState state) =>
        ImmutableDictionary<PaymentReference, PaymentState>.Empty.Add(PaymentReference.From("pay_1"), state);

    internal static PaymentState Disputed(params DisputeState[] states) =>
        states.Index().Aggregate(PaymentState.Clear, (state, each) => state.With(new DisputeReport($"dp_{each.Index}", each.Item, Cases.Now)));

    private static DateTimeOffset? At(double? days) => days is { } known ? Cases.Now.AddDays(known) : null;

    private static RecentRefund Given(double daysAgo, string? reason) =>
        new(RefundKey.From($"rf_{daysAgo}_{reason}"), Cases.Now.AddDays(-daysAgo), Cases.Usd("1.00")) { Reason = reason };
}
