using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Storage;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>One row a ticket, in a partition for each connection; those that wait are found by a column.</summary>
internal sealed class TableTicketCases(ITables tables) : ITicketCases
{
    private const string Waiting = "Waits";

    /// <summary>No ticket's key has two parts.</summary>
    private static readonly string CaughtUpKey = KeyText.Join("caught-up", "until");

    private readonly ITable table = tables[TableNames.HelpdeskTickets];

    public async Task<TicketCase?> FindAsync(TenantId tenant, ConnectionName connection, TicketId ticket, CancellationToken cancellationToken) =>
        await table.FindAsync(PartitionOf(tenant, connection), KeyOf(ticket), cancellationToken) is { } row ? Read(row) : null;

    public async Task<TicketCase?> SaveAsync(TicketCase seen, CancellationToken cancellationToken)
    {
        var row = Row.Of(PartitionOf(seen.Tenant, seen.Connection), KeyOf(seen.Ticket), seen, new RowTag(Waiting, seen.Waits ? "yes" : "no")) with { ETag = seen.ETag };
        return await table.TryWriteAsync(seen.ETag is null ? RowWrite.Insert(row) : RowWrite.Replace(row), cancellationToken) is { } written
            ? seen with { ETag = written }
            : null;
    }

    public async IAsyncEnumerable<TicketCase> WaitingAsync(
        TenantId tenant, ConnectionName connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = RowQuery.Of(PartitionOf(tenant, connection)) with { Tags = [new TagMatch(Waiting, "yes")] };
        await foreach (var row in table.QueryAsync(query, cancellationToken))
        {
            yield return Read(row);
        }
    }

    public async Task<DateTimeOffset?> CaughtUpAsync(TenantId tenant, ConnectionName connection, CancellationToken cancellationToken) =>
        (await table.FindAsync(PartitionOf(tenant, connection), CaughtUpKey, cancellationToken))?.Read<CaughtUp>(table.Name).Until;

    public Task CatchUpAsync(TenantId tenant, ConnectionName connection, DateTimeOffset until, CancellationToken cancellationToken) =>
        table.TryWriteAsync(RowWrite.Put(Row.Of(PartitionOf(tenant, connection), CaughtUpKey, new CaughtUp(until))), cancellationToken);

    private TicketCase Read(Row row) => row.Read<TicketCase>(table.Name) with { ETag = row.ETag };

    private static string PartitionOf(TenantId tenant, ConnectionName connection) => KeyText.Join(KeyText.Encode(tenant.Value), KeyText.Encode(connection.Value));

    private static string KeyOf(TicketId ticket) => KeyText.Encode(ticket.Value);

    private sealed record CaughtUp(DateTimeOffset Until);
}
