using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// A rule that somebody put into words. To name one of a few known rules is said sooner than to pick its conditions out of all there are, so
/// that it needs less evidence than one that was searched for; what it gains, it must gain on the cases like any other.
/// </summary>
/// <param name="When">One condition at least, in canonical order.</param>
/// <param name="Label">What is to be ruled.</param>
/// <param name="Folds">Of the cases that it was taught on.</param>
internal sealed record RuleHint(ImmutableArray<Atom> When, VerdictLabel Label, ImmutableArray<int> Folds)
{
    public bool IsKnownWithout(int fold) => Folds.Any(each => each != fold);

    /// <summary>Those that the cases of a table can speak for: several are like it, and no other ruling is as frequent among them.</summary>
    public static ImmutableArray<Conjunction> Among(ImmutableArray<RuleHint> hints, AtomTable table) =>
    [
        .. hints.Where(hint => hint.StandingIn(table.Window, table.Within) == HintStanding.Agreed)
            .Select(hint => new Conjunction(hint.When, table.Where(hint.When), InductionTerms.Price(Logarithms.Whole(2) + Logarithms.Whole(Math.Max(2, hints.Length))))),
    ];

    public HintStanding StandingIn(EvidenceWindow window, Bits within)
    {
        var cases = Bits.Both(within.Words, window.Where(When));
        var said = window.Layout.Cases(cases).CountBy(index => window.Cases[index].Label.Key).ToDictionary(StringComparer.Ordinal);
        var mine = said.GetValueOrDefault(Label.Key);
        return said.Values.Sum() < InductionTerms.LeastSupport ? HintStanding.Unheard
            : said.Any(each => each.Key != Label.Key && each.Value >= mine) ? HintStanding.Contradicted
            : HintStanding.Agreed;
    }
}

/// <summary>What people's verdicts make of a hint before it is tried.</summary>
internal enum HintStanding
{
    /// <summary>Too few cases are like it.</summary>
    Unheard,

    /// <summary>In cases like it people rule otherwise as often, or more often.</summary>
    Contradicted,

    Agreed,
}
