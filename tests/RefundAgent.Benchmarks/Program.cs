using System.CommandLine;
using RefundAgent.Benchmarks;
using RefundAgent.Benchmarks.Backups;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.Folding;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Benchmarks.Ingest;
using RefundAgent.Benchmarks.Kills;
using RefundAgent.Benchmarks.Learning;
using RefundAgent.Benchmarks.Memory;
using RefundAgent.Benchmarks.Models;
using RefundAgent.Benchmarks.Redeploys;
using RefundAgent.Benchmarks.Startup;
using RefundAgent.Benchmarks.Webhooks;

switch (args)
{
    case [HelloServer.Argument]:
        return await HelloServer.RunAsync();
    case [BareDoor.Argument, var messageBytes]:
        return await BareDoor.RunAsync(messageBytes);
    case [ProductDoor.Argument]:
        return await ProductDoor.RunAsync();
    default:
        break;
}

var root = new RootCommand(
    "Measures `refund-agent serve` on an Azurite of its own against the same work done bare, in one run. Close everything else: figures of two "
    + "runs are hardly comparable, the ratios of one run are.")
{
    BenchCommand.Create("decisions", "Decisions per second of serve against the same storage calls bare.", DecisionBenchmark.RunAsync),
    BenchCommand.Create("startup", "From the start of the process to the first answered decision.", StartupBenchmark.RunAsync),
    BenchCommand.Create("memory", "Resident memory of serve after 1,000, 5,000 and 10,000 decisions.", MemoryBenchmark.RunAsync),
    BenchCommand.Create("ingest", "Feedback from queue to inbox against a bare receive, insert and delete.", IngestBenchmark.RunAsync),
    BenchCommand.Create("webhooks", "How soon a helpdesk's delivery is acknowledged under load, against a door that only enqueues.", WebhookBenchmark.RunAsync),
    BenchCommand.Create("snapshot", "Reading a version of 500 learned items against reading its rows bare.", SnapshotBenchmark.RunAsync),
    BenchCommand.Create("learner", "What the learner costs an event, and whether that stays so as the ledger grows.", FoldBenchmark.RunAsync),
    BenchCommand.Create("induction", "Rules from 2,000 verdicts: one list, and the six that a gate compares.", InductionBenchmark.RunAsync),
    BenchCommand.Create("model", "What the agent adds around a model's own time, and how long its prompt gets as more is learned.", ModelBenchmark.RunAsync),
    WalkthroughCommand.Create(),
    KillCommand.Create(),
    RedeployCommand.Create(),
    BackupBenchCommand.Create(),
    LearningCommand.Create(),
    BenchCommand.Create(
        "all",
        "All of these, one after the other.",
        DecisionBenchmark.RunAsync, StartupBenchmark.RunAsync, MemoryBenchmark.RunAsync, IngestBenchmark.RunAsync, WebhookBenchmark.RunAsync, InductionBenchmark.RunAsync),
};
return await root.Parse(args).InvokeAsync();
