using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;
using RefundAgent.Policies;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>What becomes of a rule that staff put into words: a hint where to look, and no more.</summary>
public sealed class TaughtRulesTests
{
    private static readonly VerdictLabel Approved = new(Outcome.Approve, new AmountBasis.Entitled());
    private static readonly VerdictLabel Denied = new(Outcome.Deny, null);
    private static readonly LessonRule Red = LessonEvents.When(Denied, ("item.colour", "red"));

    [Fact]
    public void A_taught_rule_that_people_follow_comes_into_force_sooner_than_without_and_in_the_models_words_beside_our_own()
    {
        var (alone, told) = (new NotingTeam(), new NotingTeam());
        var without = alone.CasesUntilInForce(taught: false);
        var with = told.CasesUntilInForce(taught: true);

        Assert.True(with < without, $"{with} cases with a hint, {without} without");
        var guideline = told.Guidelines.First(item => item.Wording is not null);
        Assert.Equal("That is how such cases are ruled.", guideline.Wording!.Text);
        Assert.Equal("scripted-1", guideline.Wording.Model);
        Assert.Equal(ContentHash.OfGuideline(guideline.When, guideline.Outcome, guideline.Basis), guideline.Id);
        Assert.DoesNotContain(guideline.Wording.Text, ItemWords.Of(guideline), StringComparison.Ordinal);
        Assert.Contains(told.Trials, trial => trial is { Taught: not null, Accepted: true } || trial.Taught is not null && trial.Why.Contains("taught the same", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_people_do_not_follow_is_rejected_with_its_reason_and_changes_no_byte()
    {
        var (plain, told) = (new NotingTeam(), new NotingTeam());
        foreach (var team in new[] { plain, told })
        {
            team.Work(60);
        }

        told.Teach(Approved, ("booking.cabin", "economy"));
        plain.Work(1);
        foreach (var team in new[] { plain, told })
        {
            team.Work(60);
        }

        var trial = Assert.Single(told.Trials, trial => trial.Taught is not null);
        Assert.False(trial.Accepted);
        Assert.Contains("people rule otherwise", trial.Why, StringComparison.Ordinal);
        Assert.Equal("When booking.cabin is economy: approve, in full", trial.Taught!.Words);
        Assert.Equal(ContextDigest.Sha256(plain.Head), ContextDigest.Sha256(told.Head));
        Assert.Equal(CanonicalJson.Write(plain.Head.Items.Select(Plainly)), CanonicalJson.Write(told.Head.Items.Select(Plainly)));
        Assert.Equal(CanonicalJson.Write(plain.Head.Segments), CanonicalJson.Write(told.Head.Segments));
    }

    /// <summary>The widest rule that a model can make of an approval: everything is a refund.</summary>
    [Fact]
    public void To_approve_everything_is_no_better_list_for_people_who_do_not()
    {
        var (plain, told) = (new NotingTeam(), new NotingTeam());
        plain.Work(40);
        told.Work(40);
        told.Teach(Approved, (FactNames.ClaimKind, "refund"));
        plain.Work(81);
        told.Work(80);

        Assert.All(told.Trials.Where(trial => trial.Taught is not null), trial => Assert.False(trial.Accepted));
        Assert.Equal(CanonicalJson.Write(plain.Head.Items.Select(Plainly)), CanonicalJson.Write(told.Head.Items.Select(Plainly)));
    }

    [Fact]
    public void Who_teaches_a_rule_counts_for_nothing_more_than_their_verdicts()
    {
        var told = new NotingTeam("ann");
        told.Work(40);
        told.TeachTheCustom();
        told.Work(120);

        Assert.All(told.Guidelines, item => Assert.Equal([new PrincipalId("ann")], item.Reviewers.AsEnumerable()));
        Assert.DoesNotContain(told.HeadFor(Quorum.Default).Segments, each => each.Value.Earned && each.Key.StartsWith(Clause.GuidelinePrefix, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_rule_of_two_people_is_one_and_keeps_the_first_words()
    {
        var rules = new TaughtRules([]);
        rules.Add(Red with { Wording = "The first words of it.", Fold = 1 }, Source("e1", "ann"));
        rules.Add(Red with { Wording = "Other words of it.", Fold = 2 }, Source("e2", "bob"));

        var rule = Assert.Single(rules.All);
        Assert.Equal("The first words of it.", rule.Wording.Text);
        Assert.Equal(["ann", "bob"], rule.From.Select(each => each.By.Value));
        Assert.Equal([1, 2], rule.Folds.AsEnumerable());
    }

    [Fact]
    public void A_rule_that_failed_is_tried_again_with_half_as_many_verdicts_more_and_not_for_ever()
    {
        var rules = new TaughtRules([]);
        rules.Add(Red, Source("e1", "ann"));
        var at = new List<int>();
        for (var labelled = 5; labelled < 5000; labelled += 5)
        {
            foreach (var due in rules.Due(labelled))
            {
                at.Add(labelled);
                rules.Tried(due, GateVerdict.NotBetter, labelled);
            }
        }

        Assert.Equal([5, 30, 55, 85, 130, 195], at);
    }

    [Fact]
    public void A_list_that_judges_a_case_is_not_told_what_was_taught_on_it_alone()
    {
        var hint = new RuleHint([HandMade.Is("red")], Denied, [2]);

        Assert.Equal([true, true, false, true, true], Enumerable.Range(0, 5).Select(hint.IsKnownWithout));
        Assert.True((hint with { Folds = [2, 4] }).IsKnownWithout(2));
    }

    [Fact]
    public void A_hint_that_the_data_have_no_words_for_is_tried_all_the_same()
    {
        ImmutableArray<EvidenceCase> cases =
        [
            .. Enumerable.Range(1, 6).Select(i => HandMade.Case(i, Approved, "ann", ("item.days", FactValue.Of((decimal)i)))),
            .. Enumerable.Range(7, 6).Select(i => HandMade.Case(i, Denied, "bob", ("item.days", FactValue.Of(40m + i)))),
        ];
        var window = EvidenceWindow.Of(cases);
        var hint = new RuleHint([HandMade.AtMost(30)], Approved, [0]);

        var (plain, told) = (RuleListInduction.Fit(window, window.All), RuleListInduction.Fit(window, window.All, [hint]));

        Assert.DoesNotContain(plain.Rules, rule => rule.When.Contains(HandMade.AtMost(30)));
        Assert.Contains(told.Rules, rule => rule.When.Contains(HandMade.AtMost(30)));
    }

    private static LessonSource Source(string id, string by) => new(new EventKey(new EventId(id), new PrincipalId(by)), new LessonAuthor("m", "p"));

    /// <summary>All but places in the ledger.</summary>
    private static LearnedItem Plainly(LearnedItem item) => item is LearnedItem.Precedent precedent ? precedent with { Sequence = 0 } : item;
}
