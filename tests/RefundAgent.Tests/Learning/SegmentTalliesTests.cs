using RefundAgent.Learning;
using static RefundAgent.Tests.Learning.HandMade;

namespace RefundAgent.Tests.Learning;

public sealed class SegmentTalliesTests
{
    [Fact]
    public void A_persons_last_word_counts_in_the_place_of_the_ruling()
    {
        var tallies = Tallies("s", [Judged(1), Judged(2), Judged(3)]);

        Assert.Equal(Judged(2), tallies.Put("s", Judged(2, agreed: false, by: "bob")));

        Assert.Equal([true, false, true], tallies.Of("s").Select(each => each.Agreed));
    }

    [Fact]
    public void An_outcome_counts_as_of_today_and_once()
    {
        var tallies = Tallies("s", [Judged(1), Judged(2), Judged(3)]);

        tallies.Put("s", Disputed(1, sequence: 90));
        tallies.Put("s", Disputed(1, sequence: 91));

        Assert.Equal([2L, 3L, 91L], tallies.Of("s").Select(each => each.Sequence));
        Assert.False(tallies.Of("s")[^1].Agreed);
    }

    [Fact]
    public void The_newest_two_hundred_are_remembered_and_one_that_was_forgotten_is_new()
    {
        var tallies = Tallies("s", Enumerable.Range(1, 250).Select(i => Judged(i)));

        Assert.Equal(Enumerable.Range(51, SegmentTallies.Most).Select(i => (long)i), tallies.Of("s").Select(each => each.Sequence));
        Assert.Null(tallies.Put("s", Judged(1, agreed: false)));
        Assert.Equal(SegmentTallies.Most, tallies.Of("s").Length);
    }

    [Fact]
    public void Of_too_many_segments_the_one_that_is_silent_longest_goes()
    {
        var tallies = new SegmentTallies([]);
        for (var i = 1; i <= 501; i++)
        {
            tallies.Put($"s{i}", Judged(i));
        }

        Assert.Equal(500, tallies.All.Count());
        Assert.Empty(tallies.Of("s1"));
        Assert.Single(tallies.Of("s501"));
    }

    [Fact]
    public void A_forgotten_segment_starts_anew()
    {
        var tallies = Tallies("s", [Judged(1), Judged(2)]);

        tallies.Forget("s");

        Assert.Empty(tallies.All);
        Assert.Null(tallies.Put("s", Judged(1)));
        Assert.Single(tallies.Of("s"));
    }

    [Fact]
    public void Disagreement_is_a_share_of_the_newest_that_people_judged_in_any_segment()
    {
        var tallies = Tallies("s", Enumerable.Range(1, 60).Select(i => Judged(i, agreed: i > 20)));
        tallies.Put("t", Judged(61, agreed: false));
        tallies.Put("t", Disputed(62, sequence: 62));

        Assert.Equal(10 / (double)SegmentTallies.Newest, tallies.Disagreement!.Value, 9);
        Assert.Null(new SegmentTallies([]).Disagreement);
    }
}
