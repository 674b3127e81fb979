using System.Collections.Immutable;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>The one reviewer with whom the agent disagrees clearly more often than with all the others together.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Own">The agent's disagreement with them.</param>
/// <param name="Others">With everybody else.</param>
internal sealed record OddOneOut(string Name, double Own, double Others)
{
    private const int FewestCases = 20;
    private const double LeastGap = 0.05;

    /// <summary>Standard errors between two shares; chance alone gets there once in a thousand teams.</summary>
    private const double LeastErrors = 3.3;

    /// <returns>Null where nobody, or more than one, stands apart: then it is no matter of one person.</returns>
    public static OddOneOut? In(ImmutableSortedDictionary<string, ReviewerRow> rows)
    {
        var apart = rows.Where(row => row.Value.Cases >= FewestCases).Select(row => Of(row.Key, row.Value, rows)).OfType<OddOneOut>().Take(2).ToArray();
        return apart is [var only] ? only : null;
    }

    private static OddOneOut? Of(string name, ReviewerRow own, ImmutableSortedDictionary<string, ReviewerRow> rows)
    {
        var others = rows.Where(row => row.Key != name).Sum(row => row.Value.Cases);
        if (others < FewestCases)
        {
            return null;
        }

        var theirs = rows.Where(row => row.Key != name).Sum(row => row.Value.Disagreement * row.Value.Cases) / others;
        var pooled = ((own.Disagreement * own.Cases) + (theirs * others)) / (own.Cases + others);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / own.Cases) + (1.0 / others)));
        return own.Disagreement - theirs >= Math.Max(LeastGap, LeastErrors * error) ? new OddOneOut(name, own.Disagreement, theirs) : null;
    }
}
