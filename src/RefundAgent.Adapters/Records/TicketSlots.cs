using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Records;

/// <summary>One row a message, under its ticket: inserting it is what makes a message decided once.</summary>
internal sealed class TicketSlots(ITables tables, Contention contention, ILogger logger)
{
    private readonly ITable slots = tables[TableNames.DecisionsByTicket];

    public Task<Slot> TakeAsync(Ticket ticket, DecisionId proposed, DateTimeOffset until, CancellationToken cancellationToken) =>
        contention.RunAsync($"message {ticket.Message} of ticket {ticket.Id}", _ => TryTakeAsync(ticket, proposed, until, cancellationToken), cancellationToken);

    public async Task<bool> TakeOverAsync(Ticket ticket, Slot.Held held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var row = RowOf(ticket, held.Decision, until) with { ETag = held.ETag };
        return await slots.TryWriteAsync(RowWrite.Replace(row), cancellationToken) is not null;
    }

    public async Task<ImmutableArray<DecisionId>> ListAsync(TenantId tenant, TicketId ticket, CancellationToken cancellationToken)
    {
        var found = new List<DecisionId>();
        await foreach (var row in slots.QueryAsync(RowQuery.Of(PartitionOf(tenant, ticket)), cancellationToken))
        {
            if (row.TryRead<Holding>(slots, logger, out var holding))
            {
                found.Add(holding.Decision);
            }
        }

        return [.. found.OrderBy(each => each.Value, StringComparer.Ordinal)];
    }

    private async Task<Slot?> TryTakeAsync(Ticket ticket, DecisionId proposed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var own = KeyText.Encode(ticket.Message.Value);
        Row? ownRow = null;
        var others = ImmutableArray.CreateBuilder<DecisionId>();
        await foreach (var row in slots.QueryAsync(RowQuery.Of(PartitionOf(ticket.Tenant, ticket.Id)), cancellationToken))
        {
            if (row.Key == own)
            {
                ownRow = row;
            }
            else if (row.TryRead<Holding>(slots, logger, out var other))
            {
                others.Add(other.Decision);
            }
        }

        if (ownRow is not null)
        {
            var holding = ownRow.Read<Holding>(slots.Name);
            return new Slot.Held(holding.Decision, holding.Until, ownRow.ETag!, Before(others, holding.Decision));
        }

        return await slots.TryWriteAsync(RowWrite.Insert(RowOf(ticket, proposed, until)), cancellationToken) is null
            ? null
            : new Slot.Taken(proposed, Before(others, proposed));
    }

    /// <summary>Ids of decisions sort by time.</summary>
    private static ImmutableArray<DecisionId> Before(IEnumerable<DecisionId> others, DecisionId own) =>
        [.. others.Where(other => string.CompareOrdinal(other.Value, own.Value) < 0).OrderBy(other => other.Value, StringComparer.Ordinal)];

    private static string PartitionOf(TenantId tenant, TicketId ticket) => KeyText.Join(KeyText.Encode(tenant.Value), KeyText.Encode(ticket.Value));

    private static Row RowOf(Ticket ticket, DecisionId decision, DateTimeOffset until) =>
        Row.Of(PartitionOf(ticket.Tenant, ticket.Id), KeyText.Encode(ticket.Message.Value), new Holding(ticket.Message, decision, until));

    /// <summary>Who decides a message, and how long others leave it to them.</summary>
    private sealed record Holding(MessageId Message, DecisionId Decision, DateTimeOffset Until);
}
