using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Storage;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Feedback;

/// <summary>
/// The append-only ledger, one partition a tenant. Everything learned is a function of it, so a row that cannot be read or is missing stops
/// the reader: to fold over a hole would be to learn something that nobody said.
/// </summary>
internal sealed class TableFeedbackLedger(ITables tables, Contention contention) : IFeedbackLedger
{
    private readonly ITable ledger = tables[TableNames.FeedbackLedger];

    public async Task<ImmutableArray<LedgerEntry>> AppendAsync(
        TenantId tenant, IReadOnlyList<FeedbackEvent> events, CancellationToken cancellationToken)
    {
        var added = ImmutableArray.CreateBuilder<LedgerEntry>();
        var head = new Head(0, null, Read: false);
        foreach (var batch in events.DistinctBy(feedback => feedback.Key).Chunk(LedgerRows.EventsInOneTransaction))
        {
            ImmutableArray<FeedbackEvent> rest = [.. batch];
            while (rest.Length > 0)
            {
                var appended = await AppendSomeAsync(tenant, rest, head, cancellationToken);
                added.AddRange(appended.Entries);
                (head, rest) = (appended.Head, appended.Rest);
            }
        }

        return added.ToImmutable();
    }

    public async IAsyncEnumerable<LedgerEntry> ReadAsync(
        TenantId tenant, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = after + 1;
        var query = RowQuery.Under(PartitionOf(tenant), LedgerRows.SequencePrefix) with { KeyFrom = LedgerRows.SequenceKey(next) };
        await foreach (var row in ledger.QueryAsync(query, cancellationToken))
        {
            if (row.Key != LedgerRows.SequenceKey(next))
            {
                throw new UnreadableRowException(ledger.Name, row.Partition, LedgerRows.SequenceKey(next), $"it is missing, and '{row.Key}' stands in its place.");
            }

            yield return Read(row, next++);
        }
    }

    public async Task<long> LastAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await ReadHeadAsync(PartitionOf(tenant), cancellationToken)).Last;

    public async Task<LedgerEntry?> FindAsync(TenantId tenant, EventKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(PartitionOf(tenant), LedgerRows.IndexKey(key), cancellationToken) is { } index
            ? await AtAsync(index, cancellationToken)
            : null;

    public async Task<ImmutableArray<LedgerEntry>> OfDecisionAsync(TenantId tenant, DecisionId decision, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(tenant);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        await foreach (var index in ledger.QueryAsync(RowQuery.Under(partition, LedgerRows.DecisionPrefix(decision)), cancellationToken))
        {
            entries.Add(await AtAsync(index, cancellationToken));
        }

        return entries.ToImmutable();
    }

    /// <summary>One transaction's worth. It is tried as if all were new; what loses is looked up event by event and tried again.</summary>
    private Task<Appended> AppendSomeAsync(TenantId tenant, ImmutableArray<FeedbackEvent> events, Head known, CancellationToken cancellationToken) =>
        contention.RunAsync(
            $"the feedback ledger of tenant {tenant}",
            async attempt =>
            {
                var partition = PartitionOf(tenant);
                var head = attempt == 0 && known.Read ? known : await ReadHeadAsync(partition, cancellationToken);
                var fresh = attempt == 0 ? events : await NewAmongAsync(partition, events, cancellationToken);
                return fresh.IsEmpty ? new Appended([], head, []) : await TryAppendAsync(partition, fresh, head, cancellationToken);
            },
            cancellationToken);

    private async Task<Appended?> TryAppendAsync(string partition, ImmutableArray<FeedbackEvent> events, Head head, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>(events.Length);
        var writes = new List<RowWrite> { LedgerRows.Head(partition, head.Last, head.ETag) };
        var bytes = 0;
        foreach (var feedback in events)
        {
            var entry = new LedgerEntry(head.Last + entries.Count + 1, feedback);
            var row = LedgerRows.Entry(partition, entry);
            bytes += row.Body.StoredBytes;
            if (entries.Count > 0 && bytes > RowWrite.BytesInOneTransaction)
            {
                break;
            }

            entries.Add(entry);
            writes.Add(RowWrite.Insert(row));
            writes.AddRange(LedgerRows.Indexes(partition, entry).Select(RowWrite.Insert));
        }

        var last = entries[^1].Sequence;
        writes[0] = LedgerRows.Head(partition, last, head.ETag);
        return await ledger.TryCommitAsync(writes, cancellationToken) is { } etags
            ? new Appended(entries.ToImmutable(), new Head(last, etags[0], Read: true), events[entries.Count..])
            : null;
    }

    private async Task<Head> ReadHeadAsync(string partition, CancellationToken cancellationToken) =>
        await ledger.FindAsync(partition, LedgerRows.HeadKey, cancellationToken) is { } row
            ? new Head(row.Read<LedgerRows.Place>(ledger.Name).Sequence, row.ETag, Read: true)
            : new Head(0, null, Read: true);

    private async Task<ImmutableArray<FeedbackEvent>> NewAmongAsync(
        string partition, ImmutableArray<FeedbackEvent> events, CancellationToken cancellationToken)
    {
        var fresh = ImmutableArray.CreateBuilder<FeedbackEvent>();
        foreach (var feedback in events)
        {
            if (await ledger.FindAsync(partition, LedgerRows.IndexKey(feedback.Key), cancellationToken) is null)
            {
                fresh.Add(feedback);
            }
        }

        return fresh.ToImmutable();
    }

    private async Task<LedgerEntry> AtAsync(Row index, CancellationToken cancellationToken)
    {
        var sequence = index.Read<LedgerRows.Place>(ledger.Name).Sequence;
        var row = await ledger.FindAsync(index.Partition, LedgerRows.SequenceKey(sequence), cancellationToken)
            ?? throw new UnreadableRowException(ledger.Name, index.Partition, LedgerRows.SequenceKey(sequence), $"it is missing, though '{index.Key}' points to it.");
        return Read(row, sequence);
    }

    private LedgerEntry Read(Row row, long sequence)
    {
        var entry = row.Read<LedgerEntry>(ledger.Name);
        return entry.Sequence == sequence
            ? entry
            : throw new UnreadableRowException(ledger.Name, row.Partition, row.Key, $"it holds sequence {entry.Sequence}.");
    }

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private sealed record Head(long Last, string? ETag, bool Read);

    private sealed record Appended(ImmutableArray<LedgerEntry> Entries, Head Head, ImmutableArray<FeedbackEvent> Rest);
}
