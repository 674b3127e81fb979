using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// Betters a rule list one step at a time, always by the step that gains most, until none gains: an exception inside a region that is not of one
/// label, a rule that somebody taught, a rule less, two neighbours swapped, a condition less. Greedy lists need it, since an early rule that is
/// half right hides the rest.
/// </summary>
/// <param name="table">What may be asked.</param>
/// <param name="search">For exceptions.</param>
/// <param name="taught">Rules that may be put at any place.</param>
internal sealed class RuleListClimb(AtomTable table, ConjunctionSearch search, ImmutableArray<Conjunction> taught)
{
    private readonly ListScore scores = new(table);

    public ScoredList From(ImmutableArray<Conjunction> start)
    {
        scores.StandOn(start);
        var standing = new ScoredList(start, scores.Standing);
        while (Better(standing) is { } better)
        {
            scores.StandOn(better.Rules);
            standing = better;
        }

        return standing;
    }

    /// <summary>Of the steps that gain the same, the one that was tried first.</summary>
    private ScoredList? Better(ScoredList standing)
    {
        ScoredList? best = null;
        foreach (var (rules, changedAt) in Exceptions(standing.Rules).Concat(Taught(standing.Rules)).Concat(Changes(standing.Rules)))
        {
            var score = scores.Of(rules, changedAt);
            if (score > (best ?? standing).Score)
            {
                best = new ScoredList(rules, score);
            }
        }

        return best;
    }

    private IEnumerable<(ImmutableArray<Conjunction> Rules, int ChangedAt)> Exceptions(ImmutableArray<Conjunction> rules)
    {
        for (var i = 0; i <= rules.Length && rules.Length < InductionTerms.MostRules; i++)
        {
            if (scores.ImpureRegion(i) is not { } region || search.Best(region) is not { } found)
            {
                continue;
            }

            foreach (var exception in Variants(found, i < rules.Length ? rules[i].Atoms : []))
            {
                if (rules.Any(exception.SaysTheSameAs))
                {
                    continue;
                }

                yield return (rules.Insert(i, exception), i);
                if (i > 0)
                {
                    yield return (rules.Insert(0, exception), 0);
                }
            }
        }
    }

    /// <summary>Each rule that was taught at every place, and instead of each rule that is no shorter.</summary>
    private IEnumerable<(ImmutableArray<Conjunction> Rules, int ChangedAt)> Taught(ImmutableArray<Conjunction> rules)
    {
        foreach (var rule in taught.Where(each => !rules.Any(each.SaysTheSameAs)))
        {
            for (var place = 0; place <= rules.Length; place++)
            {
                if (rules.Length < InductionTerms.MostRules)
                {
                    yield return (rules.Insert(place, rule), place);
                }

                if (place < rules.Length && rules[place].Atoms.Length >= rule.Atoms.Length)
                {
                    yield return (rules.SetItem(place, rule), place);
                }
            }
        }
    }

    /// <summary>The exception as it was found, and with the conditions of the rule that it is an exception to.</summary>
    private IEnumerable<Conjunction> Variants(Conjunction found, ImmutableArray<Atom> outer)
    {
        yield return found;
        var joined = Conjunction.Joined(found.Atoms, outer);
        if (!joined.AsSpan().SequenceEqual(found.Atoms.AsSpan()))
        {
            yield return Conjunction.Of(table, joined);
        }
    }

    private IEnumerable<(ImmutableArray<Conjunction> Rules, int ChangedAt)> Changes(ImmutableArray<Conjunction> rules)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            yield return (rules.RemoveAt(i), i);
            if (i > 0)
            {
                yield return (rules.SetItem(i - 1, rules[i]).SetItem(i, rules[i - 1]), i - 1);
            }

            foreach (var atom in rules[i].Atoms)
            {
                var shorter = rules[i].Atoms.Remove(atom);
                if (shorter.Length > 0 && Conjunction.Of(table, shorter) is var looser && !rules.Any(looser.SaysTheSameAs))
                {
                    yield return (rules.SetItem(i, looser), i);
                }
            }
        }
    }
}

/// <summary>Rules in order with how well the list explains the evidence, less what it costs to say.</summary>
internal sealed record ScoredList(ImmutableArray<Conjunction> Rules, long Score);
