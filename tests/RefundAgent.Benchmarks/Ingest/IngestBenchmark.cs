using System.Diagnostics;
using Azure.Storage.Queues;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;

namespace RefundAgent.Benchmarks.Ingest;

/// <summary>
/// How fast feedback goes from its queue into the inbox: serve's pump, and a bare loop with a queue of its own that receives as many at
/// once, inserts rows of the same size and deletes the messages. Messages are sent with a delay, so that all of them are there when the
/// first one shows; the clock runs over the last four fifths of them.
/// </summary>
internal static class IngestBenchmark
{
    private const string FloorQueue = "feedback-floor";
    private const double Counted = 0.8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        // The learner would empty the inbox meanwhile: here it hardly ever runs.
        await using var serve = await ServeProcess.StartAsync(storage, cancellationToken, "--learn-every", "24h");
        using var tables = new FloorTables(storage);
        var queues = tables.Clients.Queues;
        await queues.CreateQueueAsync(FloorQueue, cancellationToken: cancellationToken);
        options.Report.Say($"\nFeedback from queue to inbox, {options.Pairs} pairs of {options.Round} messages, {FloorLoop.AtOnce} at once");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var messages = new FeedbackMessages(product);
        var floor = new FloorLoop(queues.GetQueueClient(FloorQueue), tables.Clients.Tables.GetTableClient(TableNames.FeedbackInbox));
        var running = floor.RunAsync(stop.Token);
        var ratios = new List<double>();
        for (var pair = 0; pair <= options.Pairs; pair++)
        {
            var pumped = await RoundAsync(messages, queues.GetQueueClient(QueueNames.Feedback), options.Round, cancellationToken);
            var bare = await RoundAsync(messages, queues.GetQueueClient(FloorQueue), options.Round, cancellationToken);
            options.Report.Say($"  {(pair == 0 ? "warm-up" : $"pair {pair}"),-8} serve {pumped,6:0.0}/s  floor {bare,6:0.0}/s  ratio {pumped / bare:0.00}");
            ratios.Add(pumped / bare);
        }

        await stop.CancelAsync();
        await running;
        var spread = Spread.Of(ratios.Skip(1));
        options.Report.Say($"  ratio    {spread}");
        options.Report.Keep("ingest, ratio", spread);
    }

    /// <returns>Messages a second.</returns>
    private static async Task<double> RoundAsync(FeedbackMessages messages, QueueClient queue, int count, CancellationToken cancellationToken)
    {
        await messages.SendAsync(queue, count, cancellationToken);
        var began = 0L;
        var left = count;
        var from = left;
        while (left > 0)
        {
            await Task.Delay(Look, RealClock.Time, cancellationToken);
            left = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            if (began == 0 && left <= count * Counted)
            {
                (began, from) = (Stopwatch.GetTimestamp(), left);
            }
        }

        return from / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
