using RefundAgent.Adapters.Queues;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Decisions;
using RefundAgent.Queues;
using RefundAgent.Records;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>What has not come to its end yet, straight from storage; what waits for a person has.</summary>
internal sealed class OpenWork(Product product)
{
    private static readonly TimeSpan Since = TimeSpan.FromDays(1);

    /// <summary>How many messages were taken out of the poison queues again.</summary>
    public int Replayed { get; private set; }

    /// <summary>Carries intents on, asks the provider about refunds that are pending or unknown, and counts what it found open.</summary>
    public async Task<int> FollowUpAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in new[] { QueueNames.Tickets, QueueNames.Feedback })
        {
            Replayed += await product.Get<IPoisonQueues>().ReplayAsync(queue, int.MaxValue, cancellationToken);
        }

        var queues = product.Get<IMessageQueues>();
        var open = await queues[QueueNames.Tickets].CountAsync(cancellationToken) + await queues[QueueNames.Feedback].CountAsync(cancellationToken);
        var records = product.Get<IDecisionRecords>();
        await foreach (var id in records.ListOpenAsync(DefaultTenant.Id, RealClock.Time.GetUtcNow() - Since, cancellationToken))
        {
            if (await records.FindAsync(DefaultTenant.Id, id, cancellationToken) is { } record && IsUnderWay(record))
            {
                open++;
                await CarryOnAsync(record, cancellationToken);
            }
        }

        return open;
    }

    public static bool IsUnderWay(DecisionRecord record) =>
        record.State == RecordState.Intended || record.Claims.Any(claim => claim.Refund is { IsSettled: false });

    private async Task CarryOnAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var intents = product.Get<Intents>();
        await intents.FollowUpAsync(await intents.FinishAsync(record, cancellationToken), cancellationToken);
    }
}
