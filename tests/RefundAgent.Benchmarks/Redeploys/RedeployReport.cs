using System.Globalization;
using System.Text;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Redeploys;

/// <summary>A run as a page for people.</summary>
internal static class RedeployReport
{
    public static string Write(RedeployOptions options, RedeployResult result)
    {
        var page = new StringBuilder();
        var (zeros, money) = (result.Zeros, result.Money);
        Line(page, $"# Redeployed under load");
        Line(page, $"");
        Line(page, $"An old build (format 1 only, before there were formats) and this one take turns on one Azurite with a loaded queue; every process is killed");
        Line(page, $"with SIGKILL. Then `migrate` raises the store to format 2 under load, killed in the middle and run again, with an old build still at work, as");
        Line(page, $"when somebody forgets one. At last the new build settles everything, and the books are audited straight from storage.");
        Line(page, $"");
        Line(page, $"```bash");
        Line(page, $"git worktree add ../old fdbc06a && dotnet build ../old/src/RefundAgent.Cli -c Release");
        Line(page, $"dotnet run -c Release --project tests/RefundAgent.Benchmarks -- redeploy --old ../old/src/RefundAgent.Cli/bin/Release/net10.0 --requests {options.Requests} --seed {options.Seed} --phase {options.Phase.TotalSeconds:0} --out docs/redeploy-report.md");
        Line(page, $"```");
        Line(page, $"");
        Line(page, $"| must be zero | |");
        Line(page, $"|---|---|");
        Line(page, $"| lost: accepted, and neither decided nor in the feedback ledger nor in an inbox (poison queues included) | {zeros.LostRequests} |");
        Line(page, $"| double refunds: one claim, one message or one unit of an item, decided or paid twice | {zeros.DoubleRefunds} |");
        Line(page, $"| over-refunds: a charge or an order gave back more than it took | {zeros.OverRefunds} |");
        Line(page, $"| limits passed: of a refund, of a customer and 30 days, of a day | {zeros.LimitsPassed} |");
        Line(page, $"| unsettled: decisions, refunds and requests without an end | {zeros.Unsettled} |");
        Line(page, $"| books that disagree: provider, ledger, order totals, day totals, decisions; feedback counted twice | {zeros.BooksApart} |");
        Line(page, $"");
        foreach (var finding in result.Findings)
        {
            Line(page, $"- {finding}");
        }

        Line(page, $"| in turn | messages begun | waiting in queues at its end | requests without an answer |");
        Line(page, $"|---|---|---|---|");
        foreach (var phase in result.Phases)
        {
            Line(page, $"| {phase.Name} | {phase.Taken} | {phase.Waiting} | {phase.Open} |");
        }

        Line(page, $"");
        Line(page, $"| what happened | |");
        Line(page, $"|---|---|");
        Line(page, $"| requests in all; of them signed webhooks; feedback events | {result.Requests}; {result.Webhooks}; {result.Feedback} |");
        Line(page, $"| feedback events in the ledger at the end | {result.FeedbackInLedger} |");
        Line(page, $"| broken off by a kill at least once | {result.SentAgain} |");
        Line(page, $"| decisions; refunds paid; money paid | {money.Decisions}; {money.Refunds}; {money.Amount:0.00} USD |");
        Line(page, $"| `migrate`, the first: {(result.Migration.Killed ? "killed" : "ended")} after | {result.Migration.Rewritten} rows, in {result.Migration.Table} |");
        Line(page, $"| `migrate`, the second, with the old build at work | {result.Migration.WithOldBuild} |");
        Line(page, $"| messages that the old build put into poison queues meanwhile | {result.Migration.Poison} |");
        Line(page, $"| `migrate`, the third, without it, under load | {result.Migration.Words} ({result.Migration.Seconds:0.0} s) |");
        Line(page, $"| the old build, started on the raised store | {result.TooOld} |");
        Line(page, $"| messages replayed from poison queues afterwards (`poison replay`) | {result.Replayed} |");
        Line(page, $"| seconds until the new build had settled everything | {result.SettleSeconds:0.0} |");
        Line(page, $"| the whole run | {result.Seconds / 60:0.0} minutes |");
        Line(page, $"| machine | {Machine.Describe()} |");
        Line(page, $"");
        Line(page, $"A message in hand at a kill stays its dead holder's for 30 seconds, which is longer than a process lives here: that is why few are begun between the");
        Line(page, $"kills. The old build that nobody stopped cannot read what says which policy is in force once that row is raised: it decides nothing any more, its");
        Line(page, $"messages come back to their queue, and the new build takes them. Had it gone on until their last try, they would be in the poison queue, and replayed.");
        Line(page, $"The ledger has an event for each answer of a person beside those of customers.");
        return page.ToString();
    }

    private static void Line(StringBuilder page, FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
