using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Records;

/// <summary>Decisions by day, newest first; the papers stand in a row of their own beside the record, so that they alone can be erased.</summary>
internal sealed class TableDecisionRecords(ITables tables, Contention contention, ILogger<TableDecisionRecords> logger) : IDecisionRecords
{
    private const string KindTag = "Kind";
    private const string RecordKind = "record";
    private const string StatusTag = "Status";
    private const string DecidedTag = "Decided";

    /// <summary>
    /// A decision's key tells when its message came in, and <see cref="DecisionFilter.Since"/> asks when it was decided: so long may a
    /// message have waited in a queue and still be found.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    private readonly ITable decisions = tables[TableNames.Decisions];
    private readonly TicketSlots slots = new(tables, contention, logger);

    public Task<Slot> TakeAsync(Ticket ticket, DecisionId proposed, DateTimeOffset until, CancellationToken cancellationToken) =>
        slots.TakeAsync(ticket, proposed, until, cancellationToken);

    public Task<bool> TakeOverAsync(Ticket ticket, Slot.Held held, DateTimeOffset until, CancellationToken cancellationToken) =>
        slots.TakeOverAsync(ticket, held, until, cancellationToken);

    public async Task<bool> AddAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var keys = Keys(record);
        var head = RowWrite.Insert(RowOf(keys, record));
        RowWrite[] writes = record.Papers is { } papers ? [head, RowWrite.Insert(Row.Of(keys.Partition, keys.Papers, papers))] : [head];
        return await decisions.TryCommitAsync(writes, cancellationToken) is not null;
    }

    public async Task CompleteAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        if (await decisions.TryWriteAsync(RowWrite.Replace(RowOf(Keys(record), record)), cancellationToken) is null)
        {
            throw new InvalidOperationException($"Decision {record.Id} cannot be completed: it was never added.");
        }
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
                record = row.Read<DecisionRecord>(decisions.Name);
            }
            else if (row.Key == keys.Papers)
            {
                papers = row.Read<CasePapers>(decisions.Name);
            }
        }

        return record is null ? null : record with { Papers = papers };
    }

    public async Task<DecisionPage> ListAsync(
        TenantId tenant, DecisionFilter filter, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var found = ImmutableArray.CreateBuilder<DecisionRecord>();
        foreach (var range in Ranges(tenant, filter, cursor, size + 1))
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

    /// <summary>After a cursor: what is left of its day, then the days before. Two ranges, since one with an "or" would be a scan in Azure.</summary>
    private static IEnumerable<RowQuery> Ranges(TenantId tenant, DecisionFilter filter, string? cursor, int page)
    {
        var all = new RowQuery
        {
            PartitionFrom = KeyText.Join(KeyText.Encode(tenant.Value), string.Empty),
            PartitionTo = filter.Since is { } since ? AfterDay(tenant, since) : DecisionKeys.LastPartition(tenant),
            Tags = Matches(filter),
            PageSize = page,
        };
        if (cursor is null)
        {
            return [all];
        }

        var last = DecisionKeys.Of(tenant, Identity.Id.TryParse<DecisionId>(cursor, out var id) ? id : default)
            ?? throw new FormatException("The cursor is none that this list gave out: pass on the 'cursor' of the page before as it is.");
        return
        [
            all with { PartitionFrom = last.Partition, PartitionTo = null, KeyFrom = last.End },
            all with { PartitionFrom = last.Partition + KeyText.Separator },
        ];
    }

    private static string AfterDay(TenantId tenant, DateTimeOffset since) =>
        DecisionKeys.PartitionOf(tenant, since - DateTimeOffset.MinValue > LongestWait ? since - LongestWait : DateTimeOffset.MinValue)
        + KeyText.Separator;

    private static ImmutableArray<TagMatch> Matches(DecisionFilter filter)
    {
        var matches = ImmutableArray.CreateBuilder<TagMatch>(3);
        matches.Add(new TagMatch(KindTag, RecordKind));
        if (filter.Status is { } status)
        {
            matches.Add(new TagMatch(StatusTag, status.ToString()));
        }

        if (filter.Since is { } since)
        {
            matches.Add(new TagMatch(DecidedTag, Sortable(since), OrGreater: true));
        }

        return matches.ToImmutable();
    }

    private static Row RowOf(DecisionKeys keys, DecisionRecord record) => Row.Of(
        keys.Partition,
        keys.Record,
        record with { Papers = null },
        [new RowTag(KindTag, RecordKind), new RowTag(StatusTag, record.Status.ToString()), new RowTag(DecidedTag, Sortable(record.DecidedAt))]);

    private static DecisionKeys Keys(DecisionRecord record) =>
        DecisionKeys.Of(record.Tenant, record.Id)
        ?? throw new ArgumentException($"'{record.Id}' is not the id of a decision: make it with {nameof(DecisionId)}.{nameof(DecisionId.For)}.", nameof(record));

    private static string Sortable(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture);
}
