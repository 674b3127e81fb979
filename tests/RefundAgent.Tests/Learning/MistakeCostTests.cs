using RefundAgent.Learning;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning;

public sealed class MistakeCostTests
{
    /// <summary>Of 200.00 paid 100.00 can be given back; time costs 6.00, too much 1, too little 1.5, and one wrong ruling in a hundred passes unnoticed.</summary>
    public static TheoryData<VerdictLabel?, VerdictLabel, decimal> Prices => new()
    {
        { Full, Full, 0 },
        { Escalate, Escalate, 0 },
        { null, Escalate, 0 },
        { null, Full, 600 },
        { Escalate, Full, 600 },
        { Full, Deny, 600 + 100 },
        { Full, Escalate, 600 + 100 },
        { Deny, Full, 600 + 150 },
        { Deny, Escalate, 600 },
        { HalfOfIt, Full, 600 },
        { Own(5_000), Full, 600 + 75 },
        { Own(50_000), Full, 600 + 100 },
        { Own(2_500), Deny, 600 + 25 },
    };

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_wrong_ruling_costs_time_and_the_unnoticed_share_of_the_money(VerdictLabel? said, VerdictLabel right, decimal minorUnits) =>
        Assert.Equal(minorUnits, new MistakeCost(LearningCases.Policy.Prices).Of(said, HandMade.Case(1, right, "ann")));

    [Fact]
    public void Where_the_sums_of_an_order_are_not_known_only_time_is_lost() =>
        Assert.Equal(600, new MistakeCost(LearningCases.Policy.Prices).Of(Full, HandMade.Case(1, Deny, "ann") with { Paid = null, Entitled = null }));
}
