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
        return (await ListAsync(tenant, null, most, cancellationToken)).Runs;
    }

    public async Task<LearnerRunPage> ListAsync(TenantId tenant, string? cursor, int size, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<LearnerRun>();
        var last = cursor;
        var query = RowQuery.Of(KeyText.Encode(tenant.Value)) with { KeyFrom = cursor, PageSize = size + 1 };
        await foreach (var row in runs.QueryAsync(query, cancellationToken))
        {
            if (row.Key == cursor || !row.TryRead<LearnerRun>(runs, logger, out var run))
            {
                continue;
            }

            if (found.Count == size)
            {
                return new LearnerRunPage(found.ToImmutable(), last);
            }

            found.Add(run);
            last = row.Key;
        }

        return new LearnerRunPage(found.ToImmutable(), null);
    }
}
