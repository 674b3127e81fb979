using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Evaluate;

/// <summary>One labelled message of an evaluation file.</summary>
internal sealed record TicketLine
{
    public required TicketId Id { get; init; }

    public string? Group { get; init; }

    public required TicketLineCustomer Customer { get; init; }

    public required string Message { get; init; }

    public required TicketTruth Truth { get; init; }

    /// <exception cref="CommandFailedException">A line is not a ticket; the message names the line.</exception>
    public static ImmutableArray<TicketLine> ReadAll(string path)
    {
        var tickets = ImmutableArray.CreateBuilder<TicketLine>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                tickets.Add(CanonicalJson.Read<TicketLine>(line));
            }
            catch (JsonException broken)
            {
                throw new CommandFailedException($"{path}, line {number} is not a ticket: {broken.Message}", broken);
            }
        }

        return tickets.DrainToImmutable();
    }
}

internal sealed record TicketLineCustomer(CustomerId Id, string? Email);

/// <param name="RefundOnly">The truth is returns and cancellations and nothing else.</param>
/// <param name="Refunds">All that should be given back.</param>
internal sealed record TicketTruth(bool RefundOnly, ImmutableArray<TrueRefund> Refunds);

/// <param name="Items">Null for the whole order.</param>
/// <param name="Amount">A decimal string in the order's currency.</param>
internal sealed record TrueRefund(OrderId OrderId, ImmutableArray<ItemId>? Items, string Kind, string Amount);
