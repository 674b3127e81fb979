using System.Collections.Immutable;
using RefundAgent.Learning;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>What was tried: each candidate, accepted or rejected, with the reason and the money.</summary>
internal static class TrialsSection
{
    private const int Most = 100;

    public static Html Of(ImmutableArray<TrialRow> trials)
    {
        if (trials.IsEmpty)
        {
            return Html.Empty;
        }

        var rejected = trials.Count(trial => !trial.Accepted);
        return Html.Of($"""
            <section aria-labelledby="trials"><h2 id="trials">What was tried, and what was rejected</h2>
            <p>A new set of rules comes in force only if, on cases that it has not seen, it would have cost less than the set before, with no kind of case worse off.
            Of {trials.Length} tried, <b>{Words.Were(rejected, "rejected")}</b>.</p>
            <p class="strip" role="img" aria-label="{trials.Length - rejected} accepted and {rejected} rejected, in order">{trials.Select(trial => Html.Of($"<i class=\"{(trial.Accepted ? "yes" : "no")}\"></i>"))}</p>
            <ol class="trials">{Newest(trials).Take(8).Select(Row)}</ol>
            {(trials.Length > 8 ? Html.Of($"<details><summary>Earlier ones</summary><ol class=\"trials\">{Newest(trials).Skip(8).Take(Most).Select(Row)}</ol>{(trials.Length > 8 + Most ? Html.Of($"<p class=\"soft small\">and {trials.Length - 8 - Most} more; --json has all of them.</p>") : Html.Empty)}</details>") : Html.Empty)}
            </section>
            """);
    }

    private static IEnumerable<TrialRow> Newest(ImmutableArray<TrialRow> trials) => trials.Reverse();

    private static Html Row(TrialRow trial) => Html.Of($"""
        <li><span class="at">case {trial.At}</span><div><p><span class="badge {(trial.Accepted ? "good" : "bad")}">{(trial.Accepted ? "accepted" : "rejected")}</span> <bdi>{trial.Why}</bdi>
        <span class="soft">Expected cost {trial.CandidateCost} against {trial.HeadCost} before.</span></p>
        {Changes(trial.Added, "+", "added")}{Changes(trial.Dropped, "−", "dropped")}</div></li>
        """);

    private static Html Changes(ImmutableArray<string> rules, string sign, string kind) => rules.IsEmpty ? Html.Empty : Html.Of(
        $"<ul class=\"{kind}\">{rules.Take(6).Select(rule => Html.Of($"<li>{sign} <bdi>{rule}</bdi></li>"))}{(rules.Length > 6 ? Html.Of($"<li class=\"soft\">and {rules.Length - 6} more</li>") : Html.Empty)}</ul>");
}
