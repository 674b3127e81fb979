using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Proposals;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Controls;

public sealed class OverlayTests
{
    private static readonly LearnedItem.Guideline Business = Guideline("business");
    private static readonly LearnedItem.Guideline Economy = Guideline("economy", place: 1, outcome: Outcome.Deny);

    [Fact]
    public void A_retired_guideline_is_left_out_with_its_refits_and_comes_back_by_a_pin()
    {
        var refitted = Head(Guideline("business", hours: 30), Economy);

        Assert.Equal(["g-economy-24"], refitted.Under(Retire(Business)).Guidelines());
        Assert.Equal(["g-business-24", "g-business-30", "g-economy-24"], refitted.Under(Retire(Business), Pin(Business)).Guidelines());
        Assert.Equal(["g-economy-24"], refitted.Under(Pin(Business), Retire(Business)).Guidelines());
    }

    [Fact]
    public void A_retired_case_is_left_out_and_its_like_stay() =>
        Assert.Equal(Precedent(2).Id, Assert.Single(Head(Precedent(1), Precedent(2)).Under(Retire(Precedent(1))).Items).Id);

    [Fact]
    public void Retiring_a_refit_takes_out_what_was_pinned_of_its_segment() =>
        Assert.Empty(Head().Under(Pin(Business), Retire(Guideline("business", hours: 99))).Items);

    [Fact]
    public void Pins_decide_before_all_that_is_learned_the_newest_first_and_places_have_no_gaps()
    {
        var pinned = Head(Business, Economy with { Place = 5 }).Under(Pin(Guideline("first")), Pin(Guideline("second")), Pin(Economy));

        Assert.Equal(["g-economy-24", "g-second-24", "g-first-24", "g-business-24"], pinned.Guidelines());
        Assert.Equal([0, 1, 2, 3], pinned.Items.OfType<LearnedItem.Guideline>().Select(item => item.Place).Order());
    }

    [Fact]
    public void A_pin_says_what_was_pinned_and_earns_what_is_learned_of_it()
    {
        var disputed = Business with { Disputed = true, Helpful = 9, Harmful = 2 };

        var item = Assert.IsType<LearnedItem.Guideline>(Assert.Single(Head(disputed).Under(Pin(Business)).Items));

        Assert.False(item.Disputed);
        Assert.Equal((9, 2), (item.Helpful, item.Harmful));
    }

    [Fact]
    public void A_pinned_case_stands_instead_of_what_its_case_is_learned_as() =>
        Assert.Equal(Precedent(1).Id, Assert.Single(Head(Precedent(1, Outcome.Approve)).Under(Pin(Precedent(1))).Items).Id);

    [Fact]
    public void Where_there_is_no_room_the_oldest_cases_make_it()
    {
        var full = Head([Business, .. Enumerable.Range(1, LearnedContext.MostItems - 1).Select(number => Precedent(number))]);

        var pinned = full.Under(Pin(Economy), Pin(Precedent(9_000)));

        Assert.Equal(LearnedContext.MostItems, pinned.Items.Length);
        Assert.Equal([1, 2], full.Items.Except(pinned.Items).OfType<LearnedItem.Precedent>().Select(item => item.Sequence));
    }

    [Fact]
    public void A_demoted_segment_waits_for_a_person_until_it_has_earned_anew()
    {
        var head = Head(Business);
        var control = new Control.DemoteSegment(Business.Segment, After: 100);

        var demoted = head.Under(control);
        var earnedAnew = (head with { Segments = head.Segments.SetItem(Business.Segment, Earned with { CountedAfter = 100 }) }).Under(control);

        Assert.Equal((AutonomyState.Suggest, 0m), (demoted.AutonomyOf(Business.Segment).State, demoted.Segments[Business.Segment].ReviewShare));
        Assert.Equal(AutonomyState.Earned, earnedAnew.AutonomyOf(Business.Segment).State);
    }

    [Fact]
    public void Of_two_demotions_the_later_sequence_counts_in_either_order()
    {
        Control[] both = [new Control.DemoteSegment("s", 5), new Control.DemoteSegment("s", 9)];

        Assert.Equal(9, Overlay.Of(Log([.. both])).DemotedAfter("s"));
        Assert.Equal(9, Overlay.Of(Log([.. both.Reverse()])).DemotedAfter("s"));
        Assert.Equal(0, Overlay.None.DemotedAfter("s"));
    }

    [Fact]
    public void An_answered_proposal_is_not_put_to_anybody_again()
    {
        var proposal = new PolicyProposal
        {
            Id = new ProposalId("w1"), Kind = PolicyProposalKind.WiderDiscretion, When = Business.When, Outcome = Outcome.Approve, Cases = 9, Agreed = 9, Reviewers = [],
        };
        var head = Head(Business) with { Proposals = [proposal] };

        Assert.Empty(head.Under(new Control.AnswerProposal(proposal.Id, Accepted: false)).Proposals);
        Assert.Single(head.Under(new Control.AnswerProposal(new ProposalId("another"), Accepted: true)).Proposals);
    }

    [Fact]
    public void An_erased_customers_case_is_pinned_no_more() =>
        Assert.Empty(Head().Under(Pin(Precedent(1)), new Control.EraseCases([DecisionOf(1)])).Items);

    [Fact]
    public void It_is_held_from_a_rollback_until_somebody_resumes()
    {
        var rollback = new Control.Rollback(new ContextVersion(3));

        Assert.Equal(new ContextVersion(3), Overlay.Of(Log(rollback, Retire(Business))).HeldAt);
        Assert.Null(Overlay.Of(Log(rollback, new Control.Resume())).HeldAt);
    }

    [Fact]
    public void A_rollback_brings_back_what_was_retired_before_it_but_no_trust_that_was_lost()
    {
        var head = Head(Business, Economy);
        var log = Log(Retire(Business), new Control.DemoteSegment(Business.Segment, 100), new Control.Rollback(new ContextVersion(3)), Retire(Economy));

        var held = Overlay.SinceRollback(log).Apply(head);

        Assert.Equal(["g-business-24"], held.Guidelines());
        Assert.Equal(AutonomyState.Suggest, held.AutonomyOf(Business.Segment).State);
    }
}
