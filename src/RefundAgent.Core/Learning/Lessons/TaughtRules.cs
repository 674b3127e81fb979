using System.Collections.Immutable;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning.Lessons;

/// <summary>The rules that staff put into words, in the order of the ledger, with when each is to be tried again.</summary>
internal sealed class TaughtRules(ImmutableArray<TaughtRule> known)
{
    /// <summary>More than a team can mean at a time; the oldest that is not believed makes room.</summary>
    private const int Most = 100;

    /// <summary>Hints in one fit, the newest: each is tried at every place of the list.</summary>
    private const int MostHints = 12;

    /// <summary>A rule that failed is tried again when there are so many verdicts more, and half as many again as there were.</summary>
    private const int Wait = 25;

    private const int MostTries = 6;

    /// <summary>Of one rule; who says it after that is heard in the verdicts.</summary>
    private const int MostSources = 20;

    private readonly List<TaughtRule> rules = [.. known];

    public ImmutableArray<TaughtRule> All => [.. rules];

    /// <summary>Those that have been before the gate and were believed.</summary>
    public ImmutableArray<RuleHint> Hints => [.. rules.Where(rule => rule.IsBelieved).TakeLast(MostHints).Select(rule => rule.Hint)];

    public void Add(LessonRule said, LessonSource by)
    {
        var place = rules.FindIndex(rule => rule.SaysTheSameAs(said));
        if (place >= 0)
        {
            rules[place] = rules[place] with
            {
                From = rules[place].From.Length < MostSources ? rules[place].From.Add(by.Words) : rules[place].From,
                Folds = rules[place].Folds.Contains(said.Fold) ? rules[place].Folds : rules[place].Folds.Add(said.Fold),
            };
            return;
        }

        if (rules.Count >= Most)
        {
            rules.RemoveAt(Math.Max(0, rules.FindIndex(rule => !rule.IsBelieved)));
        }

        rules.Add(new TaughtRule
        {
            When = said.When,
            Label = said.Label,
            Wording = new Context.Wording(said.Wording, by.Author.Deployment),
            From = [by.Words],
            Folds = [said.Fold],
        });
    }

    /// <summary>In the order of the ledger, those never tried first.</summary>
    /// <param name="labelled">Verdicts so far.</param>
    public ImmutableArray<TaughtRule> Due(int labelled) =>
    [
        .. rules.Where(rule => !rule.IsBelieved && rule.Tries < MostTries && (rule.Verdict is null || labelled >= rule.TriedAt + Math.Max(Wait, rule.TriedAt / 2)))
            .OrderBy(rule => rule.Verdict is not null),
    ];

    /// <summary>While nothing like it has been ruled on, a rule waits and has not been tried.</summary>
    public void Tried(TaughtRule rule, GateVerdict verdict, int labelled) => rules[rules.FindIndex(each => ReferenceEquals(each, rule))] = rule with
    {
        Verdict = verdict,
        TriedAt = labelled,
        Tries = rule.Tries + (verdict == GateVerdict.Unheard ? 0 : 1),
    };
}
