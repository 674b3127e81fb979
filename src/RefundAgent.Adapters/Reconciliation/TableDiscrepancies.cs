using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Reconciliation;

/// <summary>Discrepancies, one partition a tenant: there are few, and a person goes through all of them.</summary>
internal sealed partial class TableDiscrepancies(ITables tables, Contention contention, ILogger<TableDiscrepancies> logger) : IDiscrepancies
{
    private const string OpenTag = "Open";

    private readonly ITable table = tables[TableNames.Discrepancies];

    public async Task<bool> ReportAsync(Discrepancy found, CancellationToken cancellationToken)
    {
        var result = await contention.RunAsync(
            $"discrepancy {found.Id}",
            async _ => await FindAsync(found.Tenant, found.Id, cancellationToken) is not { } stands
                ? await table.TryWriteAsync(RowWrite.Insert(RowOf(found)), cancellationToken) is null ? null : new Reported(true)
                : stands.LastSeenAt >= found.LastSeenAt
                    || await ReplaceAsync(SeenAgain(stands, found), cancellationToken) is not null ? new Reported(false) : null,
            cancellationToken);
        if (result.IsNew)
        {
            LogFound(found.Id, found.Tenant, found.Kind, found.Subject, found.Decision?.Value);
        }

        return result.IsNew;
    }

    public async Task<Discrepancy?> FindAsync(TenantId tenant, DiscrepancyId id, CancellationToken cancellationToken) =>
        await table.FindAsync(PartitionOf(tenant), KeyOf(id), cancellationToken) is { } row ? Read(row) : null;

    public async Task<Discrepancy?> ReplaceAsync(Discrepancy discrepancy, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(discrepancy.ETag);
        var row = RowOf(discrepancy) with { ETag = discrepancy.ETag };
        return await table.TryWriteAsync(RowWrite.Replace(row), cancellationToken) is { } etag ? discrepancy with { ETag = etag } : null;
    }

    public async Task<DiscrepancyPage> ListAsync(TenantId tenant, bool? open, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var after = cursor is null ? null
            : Identity.Id.TryParse<DiscrepancyId>(cursor, out var id) ? KeyOf(id)
            : throw new FormatException("The cursor is none that this list gave out: pass on the 'cursor' of the page before as it is.");
        var found = ImmutableArray.CreateBuilder<Discrepancy>();
        var query = new RowQuery
        {
            PartitionFrom = PartitionOf(tenant),
            KeyFrom = after is null ? null : after + KeyText.Separator,
            Tags = open is { } only ? [new TagMatch(OpenTag, Word(only))] : [],
            PageSize = size + 1,
        };
        await foreach (var row in table.QueryAsync(query, cancellationToken))
        {
            if (!row.TryRead<Discrepancy>(table, logger, out var discrepancy))
            {
                continue;
            }

            if (found.Count == size)
            {
                return new DiscrepancyPage(found.ToImmutable(), found[^1].Id.Value);
            }

            found.Add(discrepancy with { ETag = row.ETag });
        }

        return new DiscrepancyPage(found.DrainToImmutable(), null);
    }

    /// <summary>What is open is told in the newest words, such as with today's count; what a person closed stays as they read it.</summary>
    private static Discrepancy SeenAgain(Discrepancy stands, Discrepancy found) =>
        stands with { LastSeenAt = found.LastSeenAt, Text = stands.Closed is null ? found.Text : stands.Text };

    private Discrepancy Read(Row row) => row.Read<Discrepancy>(table.Name) with { ETag = row.ETag };

    private static Row RowOf(Discrepancy discrepancy) => Row.Of(
        PartitionOf(discrepancy.Tenant), KeyOf(discrepancy.Id), discrepancy, new RowTag(OpenTag, Word(discrepancy.Closed is null)));

    private static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    private static string KeyOf(DiscrepancyId id) => KeyText.Encode(id.Value);

    private static string Word(bool open) => open ? "yes" : "no";

    [LoggerMessage(3301, LogLevel.Warning, "Discrepancy {Discrepancy} of tenant {Tenant}: {Kind}, {Subject}, decision {Decision}")]
    private partial void LogFound(DiscrepancyId discrepancy, TenantId tenant, DiscrepancyKind kind, string subject, string? decision);

    private sealed record Reported(bool IsNew);
}
