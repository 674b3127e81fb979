using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Puts a request and what it was resolved to into a reading, with the doubts that only show once both are known.</summary>
internal static class ClaimWriter
{
    public static ClaimReading Write(Draft draft, Order? order, List<OrderItem>? items)
    {
        var doubts = draft.Doubts.ToList();
        var request = RequestOf(draft, order);
        var isWhole = order is not null && (items is null || IsAll(order, items));
        if (request == RequestKind.Cancel && order is not null && !isWhole)
        {
            doubts.Add(new Doubt(DoubtKind.WhichItems, draft.Sentence.Span));
        }

        if (order is not null && draft.IsMoney && Destination.Refused(draft, order, request) is { } refused)
        {
            doubts.Add(new Doubt(DoubtKind.Destination, refused));
        }

        if (order is not null && DoubtOfSum(draft, Worth(order, isWhole ? null : items)) is { } doubt)
        {
            doubts.Add(doubt);
        }

        // What never came cannot be sent back; which of the two is true is not for a rule to guess.
        if (request == RequestKind.Return && draft.Reason == ClaimReason.NotReceived)
        {
            doubts.Add(new Doubt(DoubtKind.WhichRequest, draft.Sentence.Span));
        }

        var takesWhole = isWhole && (items is null || request == RequestKind.Cancel);
        return new ClaimReading
        {
            Request = request,
            Order = order?.Id,
            Items = takesWhole || items is null ? [] : [.. items.Select(item => item.Id)],
            WholeOrder = takesWhole,
            Reason = draft.Reason,
            Requested = draft.Requested,
            Destination = draft.IsMoney ? Destination.Of(draft) : null,
            Span = draft.Sentence.Span,
            Doubts = [.. doubts],
        };
    }

    private static RequestKind RequestOf(Draft draft, Order? order) => draft.Action switch
    {
        Concept.Return => RequestKind.Return,
        Concept.Cancel => RequestKind.Cancel,
        Concept.Exchange => RequestKind.Exchange,
        Concept.Change => ChangeOf(draft),
        _ when order is null || draft.IsPartial || draft.LeavesNothingToReturn => RequestKind.Refund,
        _ when Statuses.IsReceived(order) => RequestKind.Return,
        _ when Statuses.IsWaiting(order) => RequestKind.Cancel,
        _ => RequestKind.Refund,
    };

    /// <summary>A sum is the price of what is asked for, or with a part of it less; a part that nobody named is for a person to set.</summary>
    private static Doubt? DoubtOfSum(Draft draft, Money? worth) => (draft.IsPartial, draft.Requested) switch
    {
        (true, null) => new Doubt(DoubtKind.HowMuch, draft.Sentence.Span),
        (true, { } part) when worth is { } most && part.Currency == most.Currency && part <= most => null,
        (_, { } sum) when sum != worth => new Doubt(DoubtKind.WhichRequest, sum.ToString()),
        _ => null,
    };

    private static RequestKind ChangeOf(Draft draft)
    {
        for (var at = draft.At + 1; at < Math.Min(draft.Sentence.End, draft.At + 8) && !Stances.IsAction(draft.Sentence.At(at)); at++)
        {
            switch (draft.Sentence.At(at))
            {
                case Concept.Address:
                    return RequestKind.ChangeAddress;
                case Concept.Payment:
                    return RequestKind.ChangePayment;
            }
        }

        return RequestKind.ChangeItems;
    }

    private static bool IsAll(Order order, List<OrderItem> items) => items.Count == order.Items.Sum(item => item.Quantity);

    private static Money? Worth(Order order, List<OrderItem>? items)
    {
        if (items is null)
        {
            return order.Paid;
        }

        var worth = Money.Zero(order.Currency);
        foreach (var item in items)
        {
            if (item.UnitPrice.Currency != order.Currency)
            {
                return null;
            }

            worth += item.UnitPrice;
        }

        return worth;
    }
}
