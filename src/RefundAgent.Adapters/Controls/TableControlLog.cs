using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Controls;

/// <summary>
/// The words of a tenant's operators in one partition: a head with the last sequence number, whose ETag every append must win, and a row a
/// word. A row that is missing or cannot be read stops the reader: to pass over "retire this" would be to let it decide again.
/// </summary>
internal sealed class TableControlLog(ITables tables, Contention contention) : IControlLog
{
    private const string HeadKey = "head";
    private const string SequencePrefix = "s";

    private readonly ITable log = tables[TableNames.ControlLog];

    public Task<ControlEntry> AppendAsync(
        TenantId tenant, Control control, PrincipalId by, DateTimeOffset at, string? note, CancellationToken cancellationToken) =>
        contention.RunAsync(
            $"the control log of tenant {tenant}",
            async _ =>
            {
                // The head before the words: a word that is added in between fails the append, and is never overlooked.
                var partition = PartitionOf(tenant);
                var head = await log.FindAsync(partition, HeadKey, cancellationToken);
                var said = await ReadAsync(tenant, cancellationToken);
                if (said.Stands(control, by) is { } standing)
                {
                    return standing;
                }

                var last = head?.Read<Head>(log.Name).Last ?? 0;
                var entry = new ControlEntry(last + 1, control, by, at, note);
                var next = Row.Of(partition, HeadKey, new Head(entry.Sequence));
                return await log.TryCommitAsync(
                    [
                        head is null ? RowWrite.Insert(next) : RowWrite.Replace(next with { ETag = head.ETag }),
                        RowWrite.Insert(RowOf(tenant, entry)),
                    ],
                    cancellationToken) is null ? null : entry;
            },
            cancellationToken);

    public async Task<ImmutableArray<ControlEntry>> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var said = ImmutableArray.CreateBuilder<ControlEntry>();
        await foreach (var row in log.QueryAsync(RowQuery.Under(PartitionOf(tenant), SequencePrefix), cancellationToken))
        {
            var expected = KeyOf(said.Count + 1);
            if (row.Key != expected)
            {
                throw new UnreadableRowException(log.Name, row.Partition, expected, $"it is missing, and '{row.Key}' stands in its place.");
            }

            said.Add(row.Read<ControlEntry>(log.Name));
        }

        return said.ToImmutable();
    }

    public static Row RowOf(TenantId tenant, ControlEntry entry) => Row.Of(PartitionOf(tenant), KeyOf(entry.Sequence), entry);

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private static string KeyOf(long sequence) => KeyText.Join(SequencePrefix, sequence.ToString("D19", CultureInfo.InvariantCulture));

    private sealed record Head(long Last);
}
