using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;

namespace RefundAgent.Learning.Replay;

/// <summary>Counts what a replay did, window by window.</summary>
internal static class ReplaySummary
{
    private const int Last = 200;

    public static ReplayReport Of(
        List<ReplayedCase> cases, ReplayOptions options, Currency currency, LearnedContext result, int versions) => new()
    {
        Cases = cases.Count,
        Windows =
        [
            .. Enumerable.Range(0, (cases.Count + options.Window - 1) / options.Window)
                .Select(index => Window(cases, index * options.Window, Math.Min(cases.Count, (index + 1) * options.Window), currency)),
        ],
        Final = Window(cases, Math.Max(0, cases.Count - Last), cases.Count, currency),
        ByReviewer = cases.GroupBy(each => each.Line.Reviewer, StringComparer.Ordinal).ToImmutableSortedDictionary(
            group => group.Key, group => new ReviewerRow(group.Count(), Share([.. group], each => each.Disagrees)), StringComparer.Ordinal),
        Guidelines = [.. result.Items.OfType<LearnedItem.Guideline>()],
        Versions = versions,
        ContextSha256 = ContextDigest.Sha256(result),
        Context = result,
        Alone = Alone(cases[Math.Max(0, cases.Count - Last)..], currency),
    };

    private static AloneRow Alone(List<ReplayedCase> last, Currency currency)
    {
        var alone = last.FindAll(each => each.Automated);
        return new AloneRow(
            alone.Count, alone.Count(each => each.Disagrees), Sum(alone, each => each.OverRefund, currency), Sum(alone, each => each.WrongDenial, currency));
    }

    private static ReplayWindow Window(List<ReplayedCase> cases, int from, int to, Currency currency)
    {
        var within = cases[from..to];
        return new ReplayWindow(
            from,
            to,
            Share(within, each => each.Disagrees),
            Share(within, each => each.Automated),
            Share(within, each => each.WrongAutomation),
            Share(within, each => each.NeedlessEscalation),
            Sum(within, each => each.OverRefund, currency),
            Sum(within, each => each.WrongDenial, currency));
    }

    private static double Share(List<ReplayedCase> cases, Predicate<ReplayedCase> counts) =>
        cases.Count == 0 ? 0 : (double)cases.FindAll(counts).Count / cases.Count;

    private static Money Sum(List<ReplayedCase> cases, Func<ReplayedCase, Money> of, Currency currency) =>
        cases.Aggregate(Money.Zero(currency), (sum, each) => sum + of(each));
}
