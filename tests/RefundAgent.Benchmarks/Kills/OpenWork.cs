using RefundAgent.Adapters.Queues;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Queues;
using RefundAgent.Records;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>What has not come to its end yet, straight from storage; what waits for a person has. It only looks: serve is to finish it by itself.</summary>
internal sealed class OpenWork(Product product)
{
    private static readonly TimeSpan Since = TimeSpan.FromDays(1);
    private static readonly string[] Watched = [QueueNames.Tickets, QueueNames.Feedback];

    public static bool IsUnderWay(DecisionRecord record) =>
        record.State == RecordState.Intended || record.Claims.Any(claim => claim.Refund is { IsSettled: false });

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var queues = product.Get<IMessageQueues>();
        var open = 0;
        foreach (var queue in Watched)
        {
            // A message on its way to the poison queue is in both for a moment, and so never in neither.
            open += await queues[queue].CountAsync(cancellationToken) + await queues[QueueNames.Poison(queue)].CountAsync(cancellationToken);
        }

        var records = product.Get<IDecisionRecords>();
        await foreach (var id in records.ListOpenAsync(DefaultTenant.Id, RealClock.Time.GetUtcNow() - Since, cancellationToken))
        {
            if (await records.FindAsync(DefaultTenant.Id, id, cancellationToken) is { } record && IsUnderWay(record))
            {
                open++;
            }
        }

        return open;
    }

    /// <summary>What an operator does with `poison replay`: nothing else brings a message back that was in hand at as many kills as it has tries.</summary>
    /// <returns>How many messages.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        var replayed = 0;
        foreach (var queue in Watched)
        {
            replayed += await product.Get<IPoisonQueues>().ReplayAsync(queue, int.MaxValue, cancellationToken);
        }

        return replayed;
    }
}
