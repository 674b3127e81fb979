using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Learning;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Learning;

/// <summary>Runs by tenant; their keys run backwards in time, so that the newest come first.</summary>
internal sealed class TableLearnerRuns(ITables tables, ILogger<TableLearnerRuns> logger) : ILearnerRuns
{
    private readonly ITable runs = tables[TableNames.LearnerRuns];

    public Task AddAsync(TenantId tenant, LearnerRun run, CancellationToken cancellationToken)
    {
        var backwards = (DateTimeOffset.MaxValue.Ticks - run.At.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        var key = KeyText.Join(backwards, KeyText.Encode(run.Id));
        return runs.TryWriteAsync(RowWrite.Put(Row.Of(KeyText.Encode(tenant.Value), key, run)), cancellationToken);
    }

    public async Task<ImmutableArray<LearnerRun>> NewestAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var newest = ImmutableArray.CreateBuilder<LearnerRun>();
        await foreach (var row in runs.QueryAsync(RowQuery.Of(KeyText.Encode(tenant.Value)) with { PageSize = most }, cancellationToken))
        {
            if (row.TryRead<LearnerRun>(runs, logger, out var run))
            {
                newest.Add(run);
            }

            if (newest.Count == most)
            {
                break;
            }
        }

        return newest.ToImmutable();
    }
}
