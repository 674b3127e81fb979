using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>Each thing learned in plain words, with who taught it, what it is worth and how to undo it.</summary>
internal static class LearnedSection
{
    /// <summary>The rest is folded: a lead reads the first ones.</summary>
    private const int MostShown = 20;

    private const int MostNames = 12;

    public static Html Of(ReplayFindings findings)
    {
        var learned = findings.Report.Story.Learned;
        if (learned.IsEmpty)
        {
            return Html.Of($"<section aria-labelledby=\"learned\"><h2 id=\"learned\">What it learned</h2><p>No rule has enough verdicts behind it yet. Until then it suggests what people decided in the nearest past cases.</p></section>");
        }

        var rest = learned.Skip(MostShown).ToImmutableArray();
        return Html.Of($"""
            <section aria-labelledby="learned"><h2 id="learned">What it learned, in the order in which it decides</h2>
            <p>The first rule that fits a case decides it. None can do more than the policy allows, and no customer's sentence is in any.</p>
            <ol class="rules">{learned.Take(MostShown).Select(row => Row(row, findings))}</ol>
            {(rest.IsEmpty ? Html.Empty : Html.Of($"<details><summary>{rest.Length} more</summary><ol class=\"rules\" start=\"{MostShown + 1}\">{rest.Select(row => Row(row, findings))}</ol></details>"))}
            </section>
            """);
    }

    private static Html Row(LearnedRow row, ReplayFindings findings)
    {
        var item = row.Item;
        var segment = findings.Report.Story.Segments.FirstOrDefault(each => each.Segment == item.Segment);
        var otherwise = row.Cases - row.Agreed;
        return Html.Of($"""
            <li class="rule"><p class="says"><bdi>{ItemWords.When(item.When, null)}</bdi> → <strong class="{Tone(item)}">{(item.Disputed ? "hand over to a person: people disagree" : ItemWords.Of(item.Outcome, item.Basis))}</strong> {Badge(item, segment)}</p>
            <p class="worth">{Bars.Share(row.Cases == 0 ? 0 : (double)row.Agreed / row.Cases, null, $"people said the same in {Words.Count(row.Agreed)} of {Words.Cases(row.Cases)}")}
            <span>people said the same in <b>{row.Agreed}</b> of {Words.Cases(row.Cases)}</span> {Worth(row.Saved)}</p>
            <details><summary>Exceptions, who taught it, how to undo it</summary><dl class="facts">
            {(item.WhenNot is { } exceptions ? Html.Of($"<dt>Unless</dt><dd><bdi>{ConditionWords.Of(exceptions)}</bdi></dd>") : Html.Empty)}
            <dt>Taught by</dt><dd>{Names(row.ByReviewer)}</dd>
            <dt>Customers</dt><dd>{item.Customers}</dd>
            {(otherwise > 0 ? Html.Of($"<dt>Against it</dt><dd>{Words.Cases(otherwise)} in which people decided otherwise</dd>") : Html.Empty)}
            <dt>Newest cases</dt><dd>{(row.Examples.IsEmpty ? Html.Of($"none") : Html.Join(row.Examples.Select(id => Html.Of($"<code>{ShownText.Of(id)}</code> "))))}</dd>
            <dt>Undo</dt><dd>retire it: <code>POST /api/context/items/{item.Id.Value}/retire</code>; or take one person's verdicts out: <code>refund-agent replay … --revoke NAME</code> shows what would be left</dd>
            </dl></details></li>
            """);
    }

    private static Html Worth(Money saved) =>
        saved.IsZero ? Html.Empty
        : saved.IsPositive ? Html.Of($"<span>saves <b>{saved}</b></span>")
        : Html.Of($"<span class=\"bad\">costs <b>{saved * -1}</b></span>");

    private static Html Badge(LearnedItem.Guideline item, SegmentRow? segment) =>
        item.Disputed ? Html.Of($"<span class=\"badge wait\">decides nothing</span>")
        : segment is { Tally.Earned: true } ? Html.Of($"<span class=\"badge good\">acts alone{(segment.EarnedAt is { } at ? $" since case {Words.Count(at)}" : "")}</span>")
        : item.Outcome is Outcome.Approve or Outcome.Deny ? Html.Of($"<span class=\"badge\">asks a person first</span>")
        : Html.Empty;

    private static Html Names(ImmutableSortedDictionary<string, int> byReviewer)
    {
        var names = byReviewer.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).ToImmutableArray();
        return Html.Of($"{names.Take(MostNames).Select(each => Html.Of($"<bdi>{ShownText.Of(each.Key)}</bdi> <span class=\"soft\">({each.Value})</span> "))}{(names.Length > MostNames ? $"and {Words.Count(names.Length - MostNames)} more" : "")}");
    }

    private static string Tone(LearnedItem.Guideline item) => item.Disputed ? "hand" : item.Outcome switch
    {
        Outcome.Approve => "approve",
        Outcome.Deny => "deny",
        _ => "hand",
    };
}
