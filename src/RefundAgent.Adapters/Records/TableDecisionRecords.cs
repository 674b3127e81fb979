using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Records;

/// <summary>Decisions by day, newest first; the papers stand in a row of their own beside the record, so that they alone can be erased.</summary>
internal sealed class TableDecisionRecords(ITables tables, Contention contention, TimeProvider time, ILogger<TableDecisionRecords> logger) : IDecisionRecords
{
    private readonly ITable decisions = tables[TableNames.Decisions];
    private readonly TicketSlots slots = new(tables, contention, logger);

    public Task<Slot> TakeAsync(Ticket ticket, DecisionId proposed, DateTimeOffset until, CancellationToken cancellationToken) =>
        slots.TakeAsync(ticket, proposed, until, cancellationToken);

    public Task<bool> TakeOverAsync(Ticket ticket, Slot.Held held, DateTimeOffset until, CancellationToken cancellationToken) =>
        slots.TakeOverAsync(ticket, held, until, cancellationToken);

    public async Task<DecisionRecord?> AddAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var keys = Keys(record);
        var listed = record with { Listed = record.IsOpen };
        RowWrite[] writes =
        [
            RowWrite.Insert(RowOf(keys, listed)),
            .. record.Papers is { } papers ? [RowWrite.Insert(RowOf(keys, papers))] : Array.Empty<RowWrite>(),
            .. Listing(keys, before: false, listed),
        ];
        return Marked(listed, await decisions.TryCommitAsync(writes, cancellationToken));
    }

    public async Task<DecisionRecord?> ReplaceAsync(DecisionRecord record, CasePapers? papers, CancellationToken cancellationToken)
    {
        var keys = Keys(record);
        var listed = record with { Listed = record.IsOpen, Papers = papers ?? record.Papers };
        RowWrite[] writes =
        [
            RowWrite.Replace(RowOf(keys, listed) with { ETag = Mark(record.ETag, record) }),
            .. papers is null ? [] : new[] { RowWrite.Replace(RowOf(keys, papers) with { ETag = Mark(papers.ETag, record) }) },
            .. Listing(keys, record.Listed, listed),
        ];
        var etags = await decisions.TryCommitAsync(writes, cancellationToken);
        return papers is null && etags is [var own, ..] ? listed with { ETag = own } : Marked(listed, etags);
    }

    public async Task<DecisionRecord?> FindAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken)
    {
        if (DecisionKeys.Of(tenant, decision) is not { } keys)
        {
            return null;
        }

        DecisionRecord? record = null;
        CasePapers? papers = null;
        var query = new RowQuery { PartitionFrom = keys.Partition, KeyFrom = keys.Stem, KeyTo = keys.End };
        await foreach (var row in decisions.QueryAsync(query, cancellationToken))
        {
            if (row.Key == keys.Record)
            {
                record = row.Read<DecisionRecord>(decisions.Name) with { ETag = row.ETag };
            }
            else if (row.Key == keys.Papers)
            {
                papers = row.Read<CasePapers>(decisions.Name) with { ETag = row.ETag };
            }
        }

        return record is null ? null : record with { Papers = papers };
    }

    public Task<ImmutableArray<DecisionId>> OfTicketAsync(TenantId tenant, TicketId ticket, CancellationToken cancellationToken) =>
        slots.ListAsync(tenant, ticket, cancellationToken);

    public async Task<DecisionPage> ListAsync(
        TenantId tenant, DecisionFilter filter, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var found = ImmutableArray.CreateBuilder<DecisionRecord>();
        foreach (var range in DecisionRanges.Of(tenant, filter, cursor, size + 1))
        {
            await foreach (var row in decisions.QueryAsync(range, cancellationToken))
            {
                if (row.TryRead<DecisionRecord>(decisions, logger, out var record))
                {
                    found.Add(record);
                }

                if (found.Count > size)
                {
                    found.Count = size;
                    return new DecisionPage(found.ToImmutable(), found[^1].Id.Value);
                }
            }
        }

        return new DecisionPage(found.ToImmutable(), null);
    }

    public async IAsyncEnumerable<DecisionId> ListOpenAsync(
        TenantId tenant, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A message may come in just before midnight by another machine's clock.
        var until = time.GetUtcNow().AddDays(1);
        for (var day = since; day.Date <= until.Date; day = day.AddDays(1))
        {
            var query = new RowQuery { PartitionFrom = DecisionKeys.PartitionOf(tenant, day), KeyFrom = DecisionKeys.OpenPrefix, KeyTo = DecisionKeys.AfterOpen };
            await foreach (var row in decisions.QueryAsync(query, cancellationToken))
            {
                if (row.TryRead<OpenWork>(decisions, logger, out var open))
                {
                    yield return open.Decision;
                }
            }
        }
    }

    /// <summary>The list of open work changes in the same transaction as the record, so that nothing open is ever missing from it.</summary>
    private static IEnumerable<RowWrite> Listing(DecisionKeys keys, bool before, DecisionRecord now) => (before, now.Listed) switch
    {
        (false, true) => [RowWrite.Put(Row.Of(keys.Partition, keys.Open, new OpenWork(now.Id)))],
        (true, false) => [RowWrite.Delete(keys.Partition, keys.Open)],
        _ => [],
    };

    private static DecisionRecord? Marked(DecisionRecord record, ImmutableArray<string>? etags) => etags switch
    {
        null => null,
        [var own, var papers, ..] when record.Papers is not null => record with { ETag = own, Papers = record.Papers with { ETag = papers } },
        [var own, ..] => record with { ETag = own },
        _ => throw new InvalidOperationException("A decision has a row of its own."),
    };

    private sealed record OpenWork(DecisionId Decision);

    /// <summary>Without it a replacement would wipe out what somebody else has written since.</summary>
    private static string Mark(string? etag, DecisionRecord record) =>
        etag ?? throw new ArgumentException($"Decision {record.Id} was neither added nor found here, so nobody knows what it replaces.", nameof(record));

    private static Row RowOf(DecisionKeys keys, DecisionRecord record) => Row.Of(
        keys.Partition,
        keys.Record,
        record with { Papers = null },
        DecisionRanges.TagsOf(record));

    private static Row RowOf(DecisionKeys keys, CasePapers papers) => Row.Of(keys.Partition, keys.Papers, papers, DecisionRanges.TagsOf(papers));

    private static DecisionKeys Keys(DecisionRecord record) =>
        DecisionKeys.Of(record.Tenant, record.Id)
        ?? throw new ArgumentException($"'{record.Id}' is not the id of a decision: make it with {nameof(DecisionId)}.{nameof(DecisionId.For)}.", nameof(record));
}
