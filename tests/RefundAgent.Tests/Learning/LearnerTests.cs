using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class LearnerTests
{
    private static readonly LabelledCase First = Case(1);

    [Fact]
    public void A_ruling_of_staff_becomes_the_precedent_of_its_case()
    {
        var precedent = Only(Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve)));

        Assert.Equal(Outcome.Approve, precedent.Outcome);
        Assert.Equal(new AmountBasis.Entitled(), precedent.Basis);
        Assert.Equal([new PrincipalId("ann")], precedent.Reviewers.ToArray());
        Assert.Equal(First.Facts, precedent.Facts);
    }

    [Fact]
    public void A_ledger_full_of_happy_customers_changes_nothing_to_the_byte()
    {
        var taught = Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Deny));
        var flood = Enumerable.Range(2, 1000).SelectMany(i => new[]
        {
            Said(2 * i, 1, i % 7 == 0 ? FeedbackKind.Reopen : FeedbackKind.Csat, Outcome.Approve, $"customer-{i}", Roles.System, "200.00", 5),
            Said((2 * i) + 1, 1, FeedbackKind.Csat, Outcome.Approve, "boss", Roles.Manager | Roles.Agent, "200.00", 5),
        });

        var before = CanonicalJson.Write(taught.Head() with { Through = 0 });

        Assert.Equal(before, CanonicalJson.Write(GoOn(taught, flood, _ => First).Head() with { Through = 0 }));
    }

    [Fact]
    public void An_event_that_comes_twice_counts_once()
    {
        var once = Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Escalate));
        var before = CanonicalJson.Write(once.Checkpoint());
        var repeated = Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Escalate), Said(2, 1, FeedbackKind.Ruling, Outcome.Escalate));

        Assert.False(once.Observe(new LabelledEvent(Said(1, 1, FeedbackKind.Ruling, Outcome.Escalate), First)));
        Assert.Equal(before, CanonicalJson.Write(once.Checkpoint()));
        Assert.Equal((1, 1), TallyOf(repeated, First.Segment));
        Assert.Equal([new PrincipalId("ann")], Only(repeated).Reviewers.ToArray());
    }

    [Fact]
    public void An_audit_beats_an_agent_whoever_speaks_last()
    {
        var audited = Fold(
            Said(1, 1, FeedbackKind.Ruling, Outcome.Approve),
            Said(2, 1, FeedbackKind.Audit, Outcome.Deny, "boss", Roles.Manager),
            Said(3, 1, FeedbackKind.Ruling, Outcome.Approve, "bob"));

        Assert.Equal((Outcome.Deny, true), (Only(audited).Outcome, Only(audited).Audited));
        Assert.Equal([new PrincipalId("boss")], Only(audited).Reviewers.ToArray());
    }

    [Fact]
    public void The_last_of_two_rulings_stands_and_takes_the_credit_of_the_first_back()
    {
        var item = Only(Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve))).Id;
        var second = Case(2, items: item, ruled: Outcome.Approve, ruledAmount: "100.00", segment: "s→approve");

        var learner = GoOn(Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve)), [Said(2, 2, FeedbackKind.Confirm)], _ => second);
        Assert.Equal((1, 0), Credit(learner, item));
        Assert.Equal((1, 1), TallyOf(learner, "s→approve"));

        GoOn(learner, [Said(3, 2, FeedbackKind.Ruling, Outcome.Deny)], _ => second);
        Assert.Equal((0, 1), Credit(learner, item));
        Assert.Equal((0, 1), TallyOf(learner, "s→approve"));
    }

    [Fact]
    public void A_segment_agrees_only_where_the_amount_is_the_persons_too()
    {
        var half = Case(2, ruled: Outcome.Approve, ruledAmount: "50.00", segment: "s→approve");

        var full = LearningCases.Fold([Said(1, 2, FeedbackKind.Ruling, Outcome.Approve)], _ => half);
        var same = LearningCases.Fold([Said(1, 2, FeedbackKind.Ruling, Outcome.Approve, amount: "50.00")], _ => half);

        Assert.Equal((0, 1), TallyOf(full, "s→approve"));
        Assert.Equal((1, 1), TallyOf(same, "s→approve"));
    }

    [Theory]
    [InlineData(FeedbackKind.Ruling, Roles.None)]
    [InlineData(FeedbackKind.Ruling, Roles.System)]
    [InlineData(FeedbackKind.Confirm, Roles.Operator)]
    [InlineData(FeedbackKind.Amount, Roles.System | Roles.Operator)]
    [InlineData(FeedbackKind.Audit, Roles.Agent)]
    [InlineData(FeedbackKind.ReplyEdit, Roles.Manager)]
    public void Who_may_not_teach_teaches_nothing_and_is_told_why(FeedbackKind kind, Roles roles)
    {
        var entry = Said(1, 1, kind, Outcome.Approve, "stranger", roles, "10.00");

        var state = Fold(entry);

        Assert.Empty(state.Head().Items);
        Assert.Empty(state.Head().Segments);
        Assert.Equal(1, state.Through);
        Assert.NotNull(Learner.WhySetAside(new LabelledEvent(entry, First)));
    }

    [Fact]
    public void A_verdict_on_a_case_that_is_gone_is_set_aside_with_a_reason()
    {
        var entry = Said(1, 1, FeedbackKind.Ruling, Outcome.Approve);

        Assert.Contains("no such case", Learner.WhySetAside(new LabelledEvent(entry, null)), StringComparison.Ordinal);
        Assert.Empty(LearningCases.Fold([entry], _ => null).Head().Items);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-5.00")]
    public void An_approval_of_nothing_is_no_verdict(string amount) =>
        Assert.NotNull(Learner.WhySetAside(
            new LabelledEvent(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve, amount: amount), First)));

    [Fact]
    public void Five_hundred_precedents_are_kept_and_they_are_the_newest()
    {
        var state = LearningCases.Fold(
            Enumerable.Range(1, 600).Select(i => Said(i, i, FeedbackKind.Ruling, Outcome.Deny)),
            entry => Case((int)entry.Sequence));

        var items = state.Head().Items;
        var kept = items.OfType<LearnedItem.Precedent>().Select(item => (int)item.Sequence).Order().ToList();

        Assert.Equal(LearnedContext.MostItems, items.Length);
        Assert.Equal(Enumerable.Range(601 - kept.Count, kept.Count), kept);
    }

    [Fact]
    public void The_same_lesson_has_the_same_id_and_another_verdict_has_another()
    {
        var approve = Only(Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Approve))).Id;
        var later = Only(Fold(Said(1, 1, FeedbackKind.Csat), Said(2, 1, FeedbackKind.Ruling, Outcome.Approve, "bob"))).Id;
        var deny = Only(Fold(Said(1, 1, FeedbackKind.Ruling, Outcome.Deny))).Id;

        Assert.Equal(approve, later);
        Assert.NotEqual(approve, deny);
    }

    private static (int Helpful, int Harmful) Credit(Learner learner, LearnedItemId id)
    {
        var item = learner.Head().Items.Single(each => each.Id == id);
        return (item.Helpful, item.Harmful);
    }

    private static (int Agreed, int Reviewed) TallyOf(Learner learner, string segment) =>
        (learner.Head().Segments[segment].Agreed, learner.Head().Segments[segment].Reviewed);

    private static Learner Fold(params LedgerEntry[] entries) => LearningCases.Fold(entries, _ => First);
}
