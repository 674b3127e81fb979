using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Records;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Controls;

public sealed class ControlHistoryTests
{
    private static readonly Control Rollback = new Control.Rollback(new ContextVersion(3));

    [Fact]
    public void The_same_word_of_the_same_person_stands()
    {
        Assert.Equal(1, Log(Rollback, Retire(Guideline("first"))).Stands(Rollback, Olga)?.Sequence);
        Assert.Equal(1, Log(Pin(Precedent(1))).Stands(Pin(Precedent(1) with { Helpful = 8 }), Olga)?.Sequence);
        Assert.Equal(1, Log(new Control.EraseCases([DecisionOf(1), DecisionOf(2)])).Stands(new Control.EraseCases([DecisionOf(1), DecisionOf(2)]), Olga)?.Sequence);
    }

    [Fact]
    public void Another_persons_word_is_another() => Assert.Null(Log(Rollback).Stands(Rollback, new PrincipalId("otto")));

    [Fact]
    public void What_was_taken_back_can_be_said_again()
    {
        Assert.Null(Log(Rollback, new Control.Resume()).Stands(Rollback, Olga));
        Assert.Null(Log(Retire(Precedent(1)), Pin(Precedent(1))).Stands(Retire(Precedent(1)), Olga));
        Assert.Null(Log(Rollback).Stands(new Control.Rollback(new ContextVersion(2)), Olga));
    }

    [Fact]
    public void An_item_that_a_rollback_brought_back_can_be_retired_again_and_a_reviewer_stays_revoked()
    {
        var revoke = new Control.RevokeReviewer(new PrincipalId("bob"));

        Assert.Null(Log(Retire(Precedent(1)), Rollback).Stands(Retire(Precedent(1)), Olga));
        Assert.Equal(1, Log(revoke, Rollback).Stands(revoke, Olga)?.Sequence);
    }

    [Fact]
    public void A_segment_that_went_on_learning_can_be_demoted_again() =>
        Assert.Null(Log(new Control.DemoteSegment("s", 5)).Stands(new Control.DemoteSegment("s", 9), Olga));
}
