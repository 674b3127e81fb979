using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reading;

/// <summary>
/// Reads a message as part of its ticket: where we had to ask something, a message that asks for nothing new is the answer.
/// </summary>
public sealed class Conversation(IMessageReader reader)
{
    /// <param name="ticket">With the new message.</param>
    /// <param name="decision">The decision being made.</param>
    /// <param name="last">The decision on the ticket's message before, with its papers; null for a first message.</param>
    /// <param name="orders">The customer's own.</param>
    public ImmutableArray<ReadClaim> Read(Ticket ticket, DecisionId decision, DecisionRecord? last, ImmutableArray<Order> orders)
    {
        var fresh = reader.Read(ticket.Text, ticket.Order, orders);
        var asked = Asked(last);
        var claims = asked.IsEmpty || fresh.Any(claim => claim.Request is not (RequestKind.Unclear or RequestKind.Information or RequestKind.Other))
            ? fresh.Select(reading => (Reading: reading, Origin: (ClaimOrigin?)null))
            : asked.SelectMany(open => reader.Read(Answered(open.Reading, ticket.Text), ticket.Order, orders)
                .Take(1).Select(reading => (Reading: reading, Origin: (ClaimOrigin?)open.Origin)));
        return [.. claims.Select((claim, index) =>
        {
            var id = new ClaimId($"c{index + 1}");
            return new ReadClaim(id, claim.Reading, claim.Origin ?? new ClaimOrigin(decision, id));
        })];
    }

    /// <summary>In one sentence, since an order number in a sentence of its own says nothing of the request before it.</summary>
    private static string Answered(ClaimReading open, string answer) => $"{open.Span}, {answer}";

    private static ImmutableArray<ClaimPapers> Asked(DecisionRecord? last) =>
        last is { Papers: { } papers }
            ? [.. papers.Claims.Where(claim => last.Claims.Any(ruled => ruled.Id == claim.Id && ruled.Ruling is Ruling.Ask))]
            : [];
}

/// <param name="Id">Its place in the decision.</param>
/// <param name="Reading">What was understood.</param>
/// <param name="Origin">Where the request was first made.</param>
public sealed record ReadClaim(ClaimId Id, ClaimReading Reading, ClaimOrigin Origin);
