using System.Collections.Frozen;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Which orders a request can be about, in the words that shops use for the same two things.</summary>
internal static class Statuses
{
    private static readonly FrozenSet<string> Received = FrozenSet.ToFrozenSet(
        ["delivered", "completed", "complete", "fulfilled", "received", "closed"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Waiting = FrozenSet.ToFrozenSet(
        ["pending", "open", "unfulfilled", "placed", "new", "created", "on hold", "on-hold", "awaiting fulfillment", "confirmed"],
        StringComparer.OrdinalIgnoreCase);

    public static bool IsReceived(Order order) => Received.Contains(order.Status);

    public static bool IsWaiting(Order order) => Waiting.Contains(order.Status);

    public static bool Fits(Concept action, Order order) => action switch
    {
        Concept.Return or Concept.Exchange => IsReceived(order),
        Concept.Cancel or Concept.Change => IsWaiting(order),
        _ => IsReceived(order) || IsWaiting(order),
    };
}
