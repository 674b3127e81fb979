using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reading;

/// <summary>
/// Reads a message as part of its ticket: where we had to ask something, a message that asks for nothing new is the answer, and one
/// that only points back is about the order that we asked about.
/// </summary>
public sealed class Conversation(IMessageReader reader)
{
    private const int LongestSpan = 400;

    /// <param name="ticket">With the new message.</param>
    /// <param name="decision">The decision being made.</param>
    /// <param name="asked">What we asked about in the message before.</param>
    /// <param name="orders">The customer's own.</param>
    public ImmutableArray<ReadClaim> Read(Ticket ticket, DecisionId decision, ImmutableArray<ClaimPapers> asked, ImmutableArray<Order> orders)
    {
        var fresh = reader.Read(ticket.Text, ticket.Order, orders);
        var claims = asked.IsEmpty ? fresh.Select(reading => (Reading: reading, Origin: (ClaimOrigin?)null))
            : fresh.All(AsksForNothing) ? asked.SelectMany(open => Answer(open, ticket, orders))
            : PointingBack(asked, ticket, orders)
                ?? fresh.Select(reading => (Reading: Widened(reading, asked), Origin: (ClaimOrigin?)null));
        return [.. claims.Select((claim, index) =>
        {
            var id = new ClaimId($"c{index + 1}");
            return new ReadClaim(id, claim.Reading, claim.Origin ?? new ClaimOrigin(decision, id));
        })];
    }

    private static bool AsksForNothing(ClaimReading claim) =>
        claim.Request is RequestKind.Unclear or RequestKind.Information or RequestKind.Other;

    private IEnumerable<(ClaimReading Reading, ClaimOrigin? Origin)> Answer(ClaimPapers open, Ticket ticket, ImmutableArray<Order> orders)
    {
        var dialogue = $"{open.Reading.Span}\n{ticket.Text}";
        return reader.Read(dialogue, ticket.Order, orders)
            .OrderByDescending(reading => reading.Request == open.Reading.Request)
            .Take(1)
            .Select(reading => Kept(open.Reading, reading) with { Span = dialogue.Length > LongestSpan ? reading.Span : dialogue })
            .Select(reading => (reading, (ClaimOrigin?)open.Origin));
    }

    /// <summary>What the rest of the earlier message said still holds: only its span is read again.</summary>
    private static ClaimReading Kept(ClaimReading asked, ClaimReading now)
    {
        var reason = asked.Reason ?? now.Reason;
        var open = asked.Doubts.Where(doubt => IsForWordsToSettle(doubt.Kind) && now.Doubts.All(other => other.Kind != doubt.Kind));
        return now with
        {
            Reason = reason,
            Request = asked.Request == RequestKind.Refund && Reasons.LeavesNothingToReturn(asked.Reason) ? RequestKind.Refund : now.Request,
            Requested = asked.Requested ?? now.Requested,
            Doubts = [.. now.Doubts, .. open],
        };
    }

    /// <summary>An order number or a name answers what it is about, not what is wanted.</summary>
    private static bool IsForWordsToSettle(DoubtKind kind) =>
        kind is not (DoubtKind.WhichOrder or DoubtKind.UnknownOrder or DoubtKind.WhichItems or DoubtKind.UnknownItem);

    /// <summary>"Yes, please cancel all of it": null where the message does not stay with the one order that we asked about.</summary>
    private IEnumerable<(ClaimReading Reading, ClaimOrigin? Origin)>? PointingBack(
        ImmutableArray<ClaimPapers> asked, Ticket ticket, ImmutableArray<Order> orders)
    {
        if (asked is not [{ Reading.Order: { } order } open])
        {
            return null;
        }

        var claims = reader.Read(ticket.Text, order, orders);
        return claims is [{ IsCertain: true, IsAboutMoney: true } only] && only.Order == order && !IsWider(only, open.Reading)
            ? [(Kept(open.Reading with { Doubts = [], Requested = null }, only), open.Origin)]
            : null;
    }

    /// <summary>"Yes, return it" behind a question about the lamp is not about the whole order.</summary>
    private static ClaimReading Widened(ClaimReading now, ImmutableArray<ClaimPapers> asked) =>
        asked.Any(open => open.Reading.Order == now.Order && IsWider(now, open.Reading))
            ? now with { Doubts = now.Doubts.Add(new Doubt(DoubtKind.WhichItems, now.Span)) }
            : now;

    /// <summary>A cancellation is of the whole order always.</summary>
    private static bool IsWider(ClaimReading now, ClaimReading asked) =>
        now.WholeOrder && now.IsAboutMoney && now.Request != RequestKind.Cancel && !asked.Items.IsEmpty;

    /// <param name="last">The decision on the ticket's message before, with its papers; null for a first message.</param>
    public static ImmutableArray<ClaimPapers> Asked(DecisionRecord? last) =>
        last is { Papers: { } papers }
            ? [.. papers.Claims.Where(claim => last.Claims.Any(ruled => ruled.Id == claim.Id && ruled.Ruling is Ruling.Ask))]
            : [];
}

/// <param name="Id">Its place in the decision.</param>
/// <param name="Reading">What was understood.</param>
/// <param name="Origin">Where the request was first made.</param>
public sealed record ReadClaim(ClaimId Id, ClaimReading Reading, ClaimOrigin Origin);
