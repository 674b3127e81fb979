using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Understands what a message asks for, without a model; pure, and never throws on any text.</summary>
public interface IMessageReader
{
    /// <param name="text">The customer's words, any language, any length up to the body limit, possibly hostile.</param>
    /// <param name="named">The order that the helpdesk's form names, if any.</param>
    /// <param name="orders">The ticket's own customer's orders, and nobody else's.</param>
    /// <returns>At least one claim, in the order of the message.</returns>
    ImmutableArray<ClaimReading> Read(string text, OrderId? named, ImmutableArray<Order> orders);
}
