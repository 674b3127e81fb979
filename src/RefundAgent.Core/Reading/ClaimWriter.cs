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
        var reason = Reasons.Find(draft.Sentence.Span);
        var request = RequestOf(draft, order, reason);
        var isWhole = order is not null && (items is null || IsAll(order, items));
        if (request == RequestKind.Cancel && order is not null && !isWhole)
        {
            doubts.Add(new Doubt(DoubtKind.WhichItems, draft.Sentence.Span));
        }

        if (order is not null && draft.IsMoney && Destination.Refused(draft, order, request) is { } refused)
        {
            doubts.Add(new Doubt(DoubtKind.Destination, refused));
        }

        if (order is not null && draft.Requested is { } sum && sum != Worth(order, isWhole ? null : items))
        {
            doubts.Add(new Doubt(DoubtKind.WhichRequest, sum.ToString()));
        }

        var takesWhole = isWhole && (items is null || request == RequestKind.Cancel);
        return new ClaimReading
        {
            Request = request,
            Order = order?.Id,
            Items = takesWhole || items is null ? [] : [.. items.Select(item => item.Id)],
            WholeOrder = takesWhole,
            Reason = reason,
            Requested = draft.Requested,
            Destination = draft.IsMoney ? Destination.Of(draft) : null,
            Span = draft.Sentence.Span,
            Doubts = [.. doubts],
        };
    }

    private static RequestKind RequestOf(Draft draft, Order? order, string? reason) => draft.Action switch
    {
        Concept.Return => RequestKind.Return,
        Concept.Cancel => RequestKind.Cancel,
        Concept.Exchange => RequestKind.Exchange,
        Concept.Change => ChangeOf(draft),
        _ when order is null || Reasons.LeavesNothingToReturn(reason, draft.Sentence) => RequestKind.Refund,
        _ when Statuses.IsReceived(order) => RequestKind.Return,
        _ when Statuses.IsWaiting(order) => RequestKind.Cancel,
        _ => RequestKind.Refund,
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
