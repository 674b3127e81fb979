using System.Globalization;
using System.Text;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>A run as a page for people.</summary>
internal static class KillReport
{
    public static string Write(KillOptions options, KillResult result)
    {
        var page = new StringBuilder();
        var (zeros, money) = (result.Zeros, result.Money);
        Line(page, $"# Killed {result.Restarts} times");
        Line(page, $"");
        Line(page, $"`serve` on Azurite, killed under load at named steps and at moments of chance, restarted on the same storage until everything was");
        Line(page, $"settled, then audited straight from storage: the provider's books against ledger, decisions, orders, days and limits.");
        Line(page, $"");
        Line(page, $"```bash");
        Line(page, $"dotnet run -c Release --project tests/RefundAgent.Benchmarks -- kills --kills {options.Kills} --seed {options.Seed} --out docs/kill-report.md");
        Line(page, $"```");
        Line(page, $"");
        Line(page, $"| must be zero | |");
        Line(page, $"|---|---|");
        Line(page, $"| double refunds: one claim, or one unit of an item, paid twice | {zeros.DoubleRefunds} |");
        Line(page, $"| over-refunds: a charge or an order gave back more than it took | {zeros.OverRefunds} |");
        Line(page, $"| limits passed: of a refund, of a customer and 30 days, of a day | {zeros.LimitsPassed} |");
        Line(page, $"| lost requests: accepted, and nowhere to be found (poison queues included) | {zeros.LostRequests} |");
        Line(page, $"| unsettled: decisions, refunds and requests without an end | {zeros.Unsettled} |");
        Line(page, $"| books that disagree: provider, ledger, order totals, day totals, decisions | {zeros.BooksApart} |");
        Line(page, $"");
        foreach (var finding in result.Findings)
        {
            Line(page, $"- {finding}");
        }

        if (!result.Findings.IsEmpty)
        {
            Line(page, $"");
        }

        Line(page, $"| what happened | |");
        Line(page, $"|---|---|");
        Line(page, $"| kills, each followed by a restart | {result.Restarts} |");
        Line(page, $"| of them at the named step; not reached in time, killed from outside | {result.Restarts - result.NotReached.Length - ByChance(result)}; {result.NotReached.Length} |");
        Line(page, $"| requests: messages, duplicates, webhooks, approvals, feedback | {result.Requests} |");
        Line(page, $"| broken off by a kill at least once; further tries in all | {result.SentAgain}; {result.Retries} |");
        Line(page, $"| decisions; waiting for a person at the end; answers of people | {money.Decisions}; {money.Waiting}; {money.Answers} |");
        Line(page, $"| messages that kills had used up all tries of, replayed as an operator would (`poison replay`) | {result.Replayed} |");
        Line(page, $"| refunds paid; refused or sent back | {money.Refunds}; {money.Failed} |");
        Line(page, $"| claims that the day's limit of the agent kept for a person | {money.HeldByDay} |");
        Line(page, $"| money paid | {money.Amount:0.00} USD |");
        Line(page, $"| seconds from the restart to the answer of a request that was broken off: median; worst | {result.SettleSeconds?.Median:0.0}; {result.SettleSeconds?.Max:0.0} |");
        Line(page, $"| seconds from the last start until nothing was open | {result.LastSettleSeconds:0.0} |");
        Line(page, $"| the whole run | {result.Seconds / 60:0.0} minutes |");
        Line(page, $"| machine | {Machine.Describe()} |");
        Line(page, $"");
        Line(page, $"A message in hand stays its dead holder's for 30 seconds, and most clients wait 32 before they send again: that is most of what a request");
        Line(page, $"that was broken off waits for. Meanwhile the sandbox provider misbehaves as well: it pays and breaks off, answers garbage or not at all,");
        Line(page, $"settles late, and sends money back. What is left open serve finishes by itself (`--reconcile-every 5s`); the runner only sends again what");
        Line(page, $"got no answer, and replays poison queues as the row above counts. A message goes there when it was in hand at twenty kills, as what takes");
        Line(page, $"its process down each time has to: in this run a process dies every few seconds.");
        Line(page, $"");
        Line(page, $"| killed at | times |");
        Line(page, $"|---|---|");
        foreach (var point in result.Points)
        {
            Line(page, $"| {point.Point} | {point.Kills} |");
        }

        if (!result.NotReached.IsEmpty)
        {
            Line(page, $"");
            Line(page, $"Not reached in time, and killed from outside instead: {string.Join("; ", result.NotReached)}.");
        }

        return page.ToString();
    }

    private static int ByChance(KillResult result) => result.Points.FirstOrDefault(point => point.Point == Kill.Chance)?.Kills ?? 0;

    private static void Line(StringBuilder page, FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
