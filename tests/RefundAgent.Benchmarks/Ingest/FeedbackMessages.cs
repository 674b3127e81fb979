using System.Globalization;
using System.Text;
using Azure.Storage.Queues;
using RefundAgent.Adapters.Queues;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Ingest;

/// <summary>Rulings as the API enqueues them, all to be seen at the same time.</summary>
internal sealed class FeedbackMessages(Product product)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <summary>So many messages are sent within a second, even on a busy machine.</summary>
    private const int SentInSecond = 60;

    private int sent;

    /// <summary>Returns before the first of them shows.</summary>
    public async Task SendAsync(QueueClient queue, int count, CancellationToken cancellationToken)
    {
        var shows = RealClock.Time.GetUtcNow() + Least + TimeSpan.FromSeconds(count / SentInSecond);
        await Lanes.RunAsync(
            [.. Enumerable.Range(0, count)],
            async (_, cancelled) =>
            {
                var text = await product.Get<QueueEnvelope>().WriteAsync(Event(Interlocked.Increment(ref sent)), cancelled);
                var hidden = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((shows - RealClock.Time.GetUtcNow()).TotalSeconds)));
                await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), hidden, cancellationToken: cancelled);
            },
            cancellationToken);
        if (RealClock.Time.GetUtcNow() > shows)
        {
            throw new InvalidOperationException("This machine is too busy to fill the queue in time: try again, or with a smaller --round.");
        }
    }

    private static FeedbackEvent Event(int number) => new()
    {
        Id = EventId.From($"event-{number.ToString("D8", CultureInfo.InvariantCulture)}"),
        Tenant = TenantId.From("default"),
        Decision = DecisionId.From($"20260104-101200000-{number.ToString("x16", CultureInfo.InvariantCulture)}"),
        Claim = ClaimId.From("c1"),
        Kind = FeedbackKind.Ruling,
        By = PrincipalId.From("developer"),
        Roles = Roles.Agent,
        Outcome = Outcome.Approve,
        Reason = "arrived broken, photo seen",
        At = RealClock.Time.GetUtcNow(),
    };
}
