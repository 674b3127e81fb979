using RefundAgent.Context;

namespace RefundAgent.Tests.Context;

public sealed class SegmentTallyTests
{
    [Fact]
    public void A_tally_can_be_written_into_a_message() =>
        Assert.Contains("Agreed = 60", new SegmentTally(60, 61) { Earned = true }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_demoted_tally_keeps_its_record_and_earns_nothing()
    {
        var tally = new SegmentTally(60, 61) { LowerBound = 0.96, Earned = true, ReviewShare = 0.4m, CountedAfter = 7 };

        Assert.Equal(tally with { Earned = false, ReviewShare = 0 }, tally.Demote());
    }
}
