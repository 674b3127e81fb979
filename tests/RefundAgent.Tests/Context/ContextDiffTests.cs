using RefundAgent.Context;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Context;

public sealed class ContextDiffTests
{
    [Fact]
    public void A_version_is_no_different_from_itself() =>
        Assert.True(ContextDiff.Of(Head(Guideline("first"), Precedent(1)), Head(Guideline("first"), Precedent(1))).IsEmpty);

    [Fact]
    public void What_came_and_what_went_is_told_in_words()
    {
        var diff = ContextDiff.Of(Head(Precedent(1)), Head(Precedent(2)));

        Assert.Equal((Precedent(2).Id, Precedent(1).Id), (Assert.Single(diff.Added).Id, Assert.Single(diff.Dropped).Id));
        Assert.Equal(["Added: As in a past case with booking.cabin economy: deny", "Dropped: As in a past case with booking.cabin economy: deny"], diff.Words());
    }

    [Fact]
    public void A_refit_with_other_numbers_is_one_change()
    {
        var diff = ContextDiff.Of(Head(Guideline("first", hours: 24)), Head(Guideline("first", hours: 30)));

        Assert.Equal(("g-first-24", "g-first-30"), (Assert.Single(diff.Changed).Before.Id.Value, diff.Changed[0].After.Id.Value));
        Assert.Empty(diff.Added);
        Assert.Empty(diff.Dropped);
        Assert.Contains("24", diff.Changed[0].Before.Words, StringComparison.Ordinal);
        Assert.Contains("30", diff.Changed[0].After.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_says_something_else_under_its_id_is_changed() =>
        Assert.Single(ContextDiff.Of(Head(Guideline("first")), Head(Guideline("first") with { Disputed = true })).Changed);

    [Fact]
    public void Only_the_guideline_that_moved_is_told_and_not_those_that_made_room()
    {
        var before = Head(Guideline("a", 0), Guideline("b", 1), Guideline("c", 2), Guideline("d", 3));
        var after = Head(Guideline("d", 0), Guideline("a", 1), Guideline("new", 2), Guideline("b", 3), Guideline("c", 4));

        var diff = ContextDiff.Of(before, after);

        Assert.Equal("g-d-24", Assert.Single(diff.Moved).Id.Value);
        Assert.Equal("g-new-24", Assert.Single(diff.Added).Id.Value);
    }

    [Fact]
    public void Trust_that_was_earned_or_lost_comes_first()
    {
        var waiting = Head(Guideline("first"));
        var acting = waiting;
        waiting = waiting with { Segments = waiting.Segments.SetItem(Guideline("first").Segment, Earned.Demote()) };

        Assert.Equal(Guideline("first").Segment, Assert.Single(ContextDiff.Of(waiting, acting).AutonomyGained));
        Assert.Equal(Guideline("first").Segment, Assert.Single(ContextDiff.Of(acting, waiting).AutonomyLost));
        Assert.StartsWith("Acts alone now: ", ContextDiff.Of(LearnedContext.Empty, acting).Words().First(), StringComparison.Ordinal);
    }
}
