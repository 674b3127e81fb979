using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>One look for a change of mind; keeps the best so far, of equals the first met.</summary>
internal sealed class ChangeSearch(EvidenceWindow window)
{
    private readonly AtomTable table = window.Whole;
    private readonly CaseLayout layout = window.Layout;
    private readonly bool alone = window.People(window.All) == 1;
    private readonly int[] total = new int[window.Layout.Parts];
    private readonly int[] tail = new int[window.Layout.Parts];
    private readonly int[] front = new int[window.Layout.Parts];
    private readonly int[] region = new int[window.Cases.Length];
    private readonly ulong[] cases = new ulong[window.Layout.Words];

    public Supersession? Best { get; private set; }

    /// <summary>False where nothing contradicts the rule often enough; true for nearly no rule of a team that is at one.</summary>
    public bool CanHide(ulong[] own, VerdictLabel label)
    {
        layout.Count(own, total);
        return Contradictions(label).Any();
    }

    /// <summary>Tries the rule's own region, and the region under each condition that the rule does not have.</summary>
    public void In(ulong[] own, LearnedRule rule)
    {
        var size = 0;
        for (var i = 0; i < layout.BitOf.Length; i++)
        {
            if (Bits.Has(own, layout.BitOf[i]))
            {
                region[size++] = i;
            }
        }

        Try(own, rule, rule.When, size);
        for (var atom = 0; atom < table.Atoms.Length; atom++)
        {
            if (!rule.When.Contains(table.Atoms[atom]))
            {
                Bits.And(own, table.Row(atom), cases);
                layout.Count(cases, total);
                if (Contradictions(rule.Label).Any())
                {
                    Try(cases, rule, Conjunction.Joined(rule.When, [table.Atoms[atom]]), size);
                }
            }
        }
    }

    private IEnumerable<int> Contradictions(VerdictLabel label) => Enumerable.Range(0, layout.Parts - 1)
        .Where(part => total[part] >= InductionTerms.LeastRun && layout.Labels[layout.Ranks[part]] != label);

    private void Try(ulong[] set, LearnedRule rule, ImmutableArray<Atom> when, int size)
    {
        layout.Count(set, total);
        var sum = total.Sum();
        var price = table.PriceOf(when) + Logarithms.Whole(Math.Max(2, sum)) + Logarithms.Whole(table.Score.Labels);
        foreach (var part in Contradictions(rule.Label).ToArray())
        {
            Walk(set, when, part, price + table.Score.Of(total), size);
        }
    }

    /// <summary>From the newest case back: at each case of the new label, whether it could be the first of the change.</summary>
    private void Walk(ulong[] set, ImmutableArray<Atom> when, int said, long toBeat, int size)
    {
        Array.Clear(tail);
        total.CopyTo(front, 0);
        var (after, before) = (0, total.Sum());
        for (var i = size - 1; i >= 0 && tail[said] < InductionTerms.LongestRun; i--)
        {
            if (!Bits.Has(set, layout.BitOf[region[i]]))
            {
                continue;
            }

            var part = layout.PartOf(region[i]) is >= 0 and var own ? own : layout.Parts - 1;
            tail[part]++;
            front[part]--;
            (after, before) = (after + 1, before - 1);
            if (part != said || tail[said] < InductionTerms.LeastRun || !IsMost(tail[said], after))
            {
                continue;
            }

            if (before < InductionTerms.LeastBefore)
            {
                break;
            }

            var old = MostBefore();
            var net = table.Score.Of(tail) + table.Score.Of(front) - toBeat;
            if (old != said && IsMost(front[old], before) && net >= InductionTerms.ChangeMargin && net > (Best?.Net ?? 0))
            {
                Offer(set, when, (old, said), i, size, net);
            }
        }
    }

    private void Offer(ulong[] set, ImmutableArray<Atom> when, (int Old, int New) labels, int first, int size, long net)
    {
        var rank = layout.Ranks[labels.New];
        var carried = new Support(window.Speakers);
        var superseded = ImmutableArray.CreateBuilder<long>();
        for (var i = 0; i < size; i++)
        {
            var says = layout.RankOf[region[i]] == rank;
            if (Bits.Has(set, layout.BitOf[region[i]]) && says == i >= first)
            {
                if (says)
                {
                    carried.Add(region[i]);
                }
                else
                {
                    superseded.Add(window.Cases[region[i]].Sequence);
                }
            }
        }

        if (alone || !carried.IsMoreOfOneThan(InductionTerms.ChangeNumerator, InductionTerms.ChangeDenominator))
        {
            Best = new Supersession
            {
                When = when,
                Old = layout.Labels[layout.Ranks[labels.Old]],
                New = layout.Labels[rank],
                Sequence = window.Cases[region[first]].Sequence,
                Reviewers = carried.People,
                Superseded = superseded.ToImmutable(),
                Net = net,
            };
        }
    }

    private int MostBefore()
    {
        var most = 0;
        for (var part = 1; part < front.Length - 1; part++)
        {
            most = front[part] > front[most] ? part : most;
        }

        return most;
    }

    private static bool IsMost(int count, int of) => count * InductionTerms.PureDenominator >= of * InductionTerms.PureNumerator;
}
