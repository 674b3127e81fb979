using System.Collections.Immutable;
using RefundAgent.Learning;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>What was tried: each candidate, accepted or rejected, with the reason and the money.</summary>
internal static class TrialsSection
{
    private const int Most = 100;
    private const int Shown = 8;

    public static Html Of(ImmutableArray<TrialRow> trials)
    {
        if (trials.IsEmpty)
        {
            return Html.Empty;
        }

        var runs = Runs(trials);
        var rejected = trials.Count(trial => !trial.Accepted);
        return Html.Of($"""
            <section aria-labelledby="trials"><h2 id="trials">What was tried, and what was rejected</h2>
            <p>A new set of rules comes in force only if, on cases that it has not seen, its mistakes cost less than those of the set before, or as much with fewer surprises, and no kind of case is worse off.
            Of {trials.Length} tried, <b>{Words.Were(rejected, "rejected")}</b>.</p>
            <p class="strip" role="img" aria-label="{trials.Length - rejected} accepted and {rejected} rejected, in order">{trials.Select(trial => Html.Of($"<i class=\"{(trial.Accepted ? "yes" : "no")}\"></i>"))}</p>
            <ol class="trials">{runs.Take(Shown).Select(Row)}</ol>
            {(runs.Length > Shown ? Html.Of($"<details><summary>Earlier ones</summary><ol class=\"trials\">{runs.Skip(Shown).Take(Most).Select(Row)}</ol>{(runs.Length > Shown + Most ? Html.Of($"<p class=\"soft small\">and {runs.Length - Shown - Most} more; --json has all of them.</p>") : Html.Empty)}</details>") : Html.Empty)}
            </section>
            """);
    }

    /// <summary>Newest first; the same idea tried again and again is one entry.</summary>
    private static ImmutableArray<Run> Runs(ImmutableArray<TrialRow> trials)
    {
        var runs = new List<Run>();
        foreach (var trial in trials.Reverse())
        {
            if (runs is [.., var last] && !trial.Accepted && !last.Newest.Accepted && trial.Added.SequenceEqual(last.Newest.Added) && trial.Dropped.SequenceEqual(last.Newest.Dropped))
            {
                runs[^1] = last with { From = trial.At, Times = last.Times + 1 };
            }
            else
            {
                runs.Add(new Run(trial, trial.At, 1));
            }
        }

        return [.. runs];
    }

    private static Html Row(Run run) => Html.Of($"""
        <li><span class="at">{(run.Times == 1 ? $"case {Words.Count(run.From)}" : $"cases {Words.Count(run.From)}–{Words.Count(run.Newest.At)}")}</span><div><p><span class="badge {(run.Newest.Accepted ? "good" : "bad")}">{(run.Newest.Accepted ? "accepted" : run.Times == 1 ? "rejected" : $"rejected {Words.Count(run.Times)} times")}</span> <bdi>{Sentence(run.Newest.Why)}</bdi>{(run.Newest is { Added.IsEmpty: true, Dropped.IsEmpty: true } ? " The same rules in another order." : "")}</p>
        {Changes(run.Newest.Added, "+", "added")}{Changes(run.Newest.Dropped, "−", "dropped")}</div></li>
        """);

    private static string Sentence(string why) => why.Length == 0 ? "" : char.ToUpperInvariant(why[0]) + why[1..] + (why[^1] == '.' ? "" : ".");

    private static Html Changes(ImmutableArray<string> rules, string sign, string kind) => rules.IsEmpty ? Html.Empty : Html.Of(
        $"<ul class=\"{kind}\">{rules.Take(6).Select(rule => Html.Of($"<li>{sign} <bdi>{rule}</bdi></li>"))}{(rules.Length > 6 ? Html.Of($"<li class=\"soft\">and {rules.Length - 6} more</li>") : Html.Empty)}</ul>");

    private sealed record Run(TrialRow Newest, int From, int Times);
}
