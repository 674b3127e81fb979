using System.Collections.Immutable;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>
/// Keeps the head's rules: at the end of an epoch it looks whether people changed their minds, fits a candidate where that can matter, and
/// lets the gate choose.
/// </summary>
internal sealed class RuleLearner
{
    /// <summary>More changes in one epoch are noise.</summary>
    private const int MostChanges = 4;

    /// <summary>A candidate that was rejected is weighed again after so many more labelled cases.</summary>
    private const int RememberedFor = 25;

    private const int MostRemembered = 100;

    /// <summary>Of taught rules at the end of one epoch: each costs as much as a candidate of our own.</summary>
    private const int MostTaughtFits = 2;

    private readonly LearnerTerms terms;
    private readonly MistakeCost cost;
    private readonly Surprises surprises;
    private readonly List<Trial> trials = [];
    private readonly List<MindChange> changes = [];
    private readonly TaughtRules taught;
    private ImmutableSortedDictionary<string, int> rejected;
    private int labelled;

    public RuleLearner(LearnerTerms terms, RuleMemory known)
    {
        this.terms = terms;
        cost = new MistakeCost(terms.Prices);
        surprises = new Surprises(known.Surprises);
        rejected = known.Rejected.WithComparers(StringComparer.Ordinal);
        labelled = known.Labelled;
        taught = new TaughtRules(known.Taught);
        Head = new CrossFit(known.Head, known.WithoutFold);
    }

    public CrossFit Head { get; private set; }

    /// <summary>What staff put into words, whether or not it is believed.</summary>
    public ImmutableArray<TaughtRule> Taught => taught.All;

    public RuleMemory Memory => new(Head.Rules, Head.WithoutFold, labelled, surprises.Memory, rejected) { Taught = taught.All };

    public ImmutableArray<Trial> TakeTrials() => Take(trials);

    public ImmutableArray<MindChange> TakeChanges() => Take(changes);

    /// <summary>A rule that a member of staff put into words: no more than something to try at the end of an epoch.</summary>
    public void Teach(LessonRule rule, LessonSource by) => taught.Add(rule, by);

    /// <summary>A new verdict; an epoch ends with every so many of them.</summary>
    public void Observe(EvidenceCase fresh, Evidence evidence, SegmentTallies tallies)
    {
        labelled++;
        surprises.Note(labelled, Head.Rules.Decide(fresh.Facts), fresh.Label);
        if (labelled % terms.Epoch == 0 && !terms.Without.HasFlag(Ablation.Rules))
        {
            CloseEpoch(evidence, tallies);
        }
    }

    private void CloseEpoch(Evidence evidence, SegmentTallies tallies)
    {
        var changed = surprises.MayBeChange && FollowChanges(evidence, tallies);
        surprises.Looked();
        if (changed || surprises.CallForFit(labelled, evidence.Cases.Count))
        {
            surprises.Fitted(labelled);
            Try(EvidenceWindow.Of(evidence.Cases), evidence.Cases);
        }

        TryTaught(evidence.Cases);
    }

    /// <summary>Each rule that was taught stands before the gate by itself, so that one that is wrong takes no other down with it.</summary>
    private void TryTaught(IReadOnlyList<EvidenceCase> cases)
    {
        var due = taught.Due(labelled);
        if (due.IsEmpty)
        {
            return;
        }

        var window = EvidenceWindow.Of(cases);
        var fits = 0;
        foreach (var rule in due)
        {
            var verdict = VerdictWithoutAFit(rule, window);
            if (verdict is null && ++fits > MostTaughtFits)
            {
                break;
            }

            verdict ??= TryTaught(rule, window, cases);
            taught.Tried(rule, verdict.Value, labelled);
        }
    }

    /// <returns>Null where it takes a fit to tell.</returns>
    private GateVerdict? VerdictWithoutAFit(TaughtRule rule, EvidenceWindow window)
    {
        var verdict = Head.Rules.Rules.Any(each => each.Label == rule.Label && each.When.AsSpan().SequenceEqual(rule.When.AsSpan())) ? GateVerdict.InForce
            : rule.Hint.StandingIn(window, window.All) switch
            {
                HintStanding.Unheard => GateVerdict.Unheard,
                HintStanding.Contradicted => GateVerdict.RuledOtherwise,
                _ => (GateVerdict?)null,
            };
        if (verdict is { } known)
        {
            Note(rule, known, Head.Rules, null, window.Cases.Length);
        }

        return verdict;
    }

    private GateVerdict TryTaught(TaughtRule rule, EvidenceWindow window, IReadOnlyList<EvidenceCase> cases)
    {
        var hints = taught.Hints.Add(rule.Hint);
        var fitted = RuleListInduction.Fit(window, window.All, hints);
        if (!fitted.Rules.Any(each => each.When.AsSpan().SequenceEqual(rule.When.AsSpan())))
        {
            Note(rule, GateVerdict.NotNeeded, fitted, null, cases.Count);
            return GateVerdict.NotNeeded;
        }

        var candidate = CrossFit.Around(fitted, window, hints);
        var weighing = new Gate(cost).Weigh(Head, candidate, cases);
        Note(rule, weighing.Verdict, fitted, weighing, cases.Count);
        if (weighing.Accepted)
        {
            Head = candidate;
        }

        return weighing.Verdict;
    }

    /// <summary>What is tried again with the same result is written down once.</summary>
    private void Note(TaughtRule rule, GateVerdict verdict, RuleList candidate, Weighing? weighing, int cases)
    {
        if (rule.Verdict != verdict)
        {
            var none = cost.ToMoney(0);
            trials.Add(new Trial(
                labelled, cases, verdict, weighing?.HeadCost ?? none, weighing?.CandidateCost ?? none, weighing?.BaselineCost ?? none, Head.Rules, candidate)
            {
                Taught = rule,
            });
        }
    }

    private bool FollowChanges(Evidence evidence, SegmentTallies tallies)
    {
        if (terms.Without.HasFlag(Ablation.ChangeOfMind))
        {
            return false;
        }

        var found = 0;
        while (found < MostChanges && ChangeOfMind.Find(EvidenceWindow.Of(evidence.Cases), Head.Rules) is { } change)
        {
            Supersede(change, evidence, tallies);
            found++;
        }

        return found > 0;
    }

    /// <summary>The cases that a change of mind supersedes leave the evidence, and their segments earn their autonomy anew.</summary>
    private void Supersede(Supersession change, Evidence evidence, SegmentTallies tallies)
    {
        foreach (var segment in evidence.Cases.Where(each => change.When.All(atom => atom.Holds(each.Facts)))
            .Select(each => Head.Rules.Decide(each.Facts)?.Segment()).OfType<string>().Distinct().ToList())
        {
            tallies.Forget(segment);
        }

        evidence.Remove(change.Superseded.ToHashSet());
        changes.Add(new MindChange(labelled, change));
    }

    private void Try(EvidenceWindow window, IReadOnlyList<EvidenceCase> cases)
    {
        var fitted = RuleListInduction.Fit(window, window.All, taught.Hints);
        if (fitted.SaysTheSameAs(Head.Rules))
        {
            Head = CrossFit.Around(fitted, window, taught.Hints);
            return;
        }

        var (candidate, weighing) = Weigh(fitted, window, cases);
        trials.Add(new Trial(labelled, cases.Count, weighing.Verdict, weighing.HeadCost, weighing.CandidateCost, weighing.BaselineCost, Head.Rules, fitted));
        if (trials[^1].Accepted)
        {
            Head = candidate;
            return;
        }

        if (weighing.Verdict != GateVerdict.Remembered)
        {
            Remember(fitted);
        }

        Head = Head with { Rules = Head.Rules.Recount(window) };
    }

    private (CrossFit Candidate, Weighing Weighing) Weigh(RuleList fitted, EvidenceWindow window, IReadOnlyList<EvidenceCase> cases)
    {
        var none = cost.ToMoney(0);
        if (terms.Without.HasFlag(Ablation.Gate))
        {
            return (new CrossFit(fitted, []), new Weighing(GateVerdict.Ungated, none, none, none));
        }

        if (rejected.TryGetValue(fitted.Digest(), out var at) && labelled - at < RememberedFor)
        {
            return (CrossFit.Empty, new Weighing(GateVerdict.Remembered, none, none, none));
        }

        var gate = new Gate(cost);
        if (terms.Without.HasFlag(Ablation.CrossFitting))
        {
            var plain = new CrossFit(RuleListInduction.Fit(window, window.ExceptFold(0)), []);
            return (plain, gate.Weigh(Head, plain, [.. cases.Where(each => each.Fold == 0)]));
        }

        var candidate = CrossFit.Around(fitted, window, taught.Hints);
        return (candidate, gate.Weigh(Head, candidate, cases));
    }

    private void Remember(RuleList candidate)
    {
        rejected = rejected.SetItem(candidate.Digest(), labelled);
        if (rejected.Count > MostRemembered)
        {
            rejected = rejected.Remove(rejected.MinBy(each => each.Value).Key);
        }
    }

    private static ImmutableArray<T> Take<T>(List<T> list)
    {
        var taken = list.ToImmutableArray();
        list.Clear();
        return taken;
    }
}
