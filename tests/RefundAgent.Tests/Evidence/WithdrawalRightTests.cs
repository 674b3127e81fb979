using System.Globalization;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Tests.Policies;

namespace RefundAgent.Tests.Evidence;

public sealed class WithdrawalRightTests
{
    // Delivered on Friday 2 January 2026: day 14 is Friday the 16th.
    [Theory]
    [InlineData("2026-01-02T10:00Z", "2026-01-02T12:00Z", true, 14)]
    [InlineData("2026-01-02T10:00Z", "2026-01-16T22:00Z", true, 0)]
    [InlineData("2026-01-02T10:00Z", "2026-01-17T01:00Z", false, null)]
    [InlineData("2026-01-02T23:30Z", "2026-01-19T20:00Z", true, 0)] // the 3rd in Helsinki; the 17th is a Saturday
    [InlineData("2026-01-03T10:00Z", "2026-01-19T20:00Z", true, 0)] // day 14 is a Saturday: Monday the 19th
    [InlineData("2026-01-03T10:00Z", "2026-01-20T01:00Z", false, null)]
    [InlineData("2026-01-04T10:00Z", "2026-01-19T20:00Z", true, 0)] // day 14 is a Sunday: Monday the 19th
    public void The_fourteen_days_begin_after_the_day_of_possession_and_end_on_no_weekend(string delivered, string said, bool holds, int? left)
    {
        var order = Cases.Order() with { ShipTo = new OrderPlace("DE", null), DeliveredAt = Time(delivered) };

        Assert.Equal((holds, left), WithdrawalRight.Of(order, order.Items, Time(said)));
    }

    [Theory]
    [InlineData("FR", true)]
    [InlineData("NO", true)]
    [InlineData("GB", false)]
    [InlineData("US", false)]
    public void It_holds_in_the_european_economic_area_even_before_delivery(string country, bool holds)
    {
        var order = Cases.Order(status: "processed") with { ShipTo = new OrderPlace(country, null) };

        Assert.Equal((holds, null), WithdrawalRight.Of(order, order.Items, Cases.Now));
    }

    [Fact]
    public void Without_a_country_or_a_day_of_delivery_nobody_knows()
    {
        var order = Cases.Order();

        Assert.Equal((null, null), WithdrawalRight.Of(order, order.Items, Cases.Now));
        Assert.Equal((null, null), WithdrawalRight.Of(order with { ShipTo = new OrderPlace("DE", null) }, order.Items, Cases.Now));
    }

    [Fact]
    public void The_carriers_scan_stands_in_for_a_delivery_that_the_shop_does_not_date()
    {
        var order = Cases.Order() with { ShipTo = new OrderPlace("DE", null), DeliveryScan = Time("2026-01-02T10:00Z") };

        Assert.Equal((false, null), WithdrawalRight.Of(order, order.Items, Cases.Now));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public void It_is_lost_only_where_everything_asked_for_is_exempt(bool lamp, bool bulb, bool holds)
    {
        var order = Cases.Order(lines: [Cases.Line("lamp", 1, "60.00") with { WithdrawalExempt = lamp }, Cases.Line("bulb", 2, "20.00") with { WithdrawalExempt = bulb }]) with
        {
            ShipTo = new OrderPlace("DE", null), DeliveredAt = Cases.Now.AddDays(-1),
        };

        Assert.Equal(FactValue.Of(holds), Cases.File(Cases.Claim(RequestKind.Return, "lamp", "bulb"), order)[FactNames.LawWithdrawal]);
        Assert.Equal(FactValue.Of(false), Cases.File(Cases.Claim(RequestKind.Return, "lamp"), order)[FactNames.LawWithdrawal]);
    }

    [Fact]
    public void What_counts_is_when_the_customer_said_it_and_not_when_it_is_looked_at()
    {
        var order = Cases.Order() with { ShipTo = new OrderPlace("DE", null), DeliveredAt = Cases.Now.AddDays(-40) };
        var ticket = Cases.Ticket() with { ReceivedAt = Cases.Now.AddDays(-30) };

        Assert.Equal(FactValue.Of(true), Cases.File(Cases.Claim(), order, ticket: ticket)[FactNames.LawWithdrawal]);
        Assert.Equal(FactValue.Of(false), Cases.File(Cases.Claim(), order)[FactNames.LawWithdrawal]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
