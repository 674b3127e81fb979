using System.Collections.Immutable;

namespace RefundAgent.Evidence;

/// <summary>What a line of an order file turned out to be: an order, or all that is wrong with it at once.</summary>
public abstract record OrderLineResult
{
    private OrderLineResult()
    {
    }

    public sealed record Parsed(Order Order) : OrderLineResult;

    /// <param name="Faults">At least one.</param>
    public sealed record Faulty(ImmutableArray<OrderLineFault> Faults) : OrderLineResult;
}

/// <param name="Field">As a path in the line, for example <c>items[1].unitPrice</c>; <c>line</c> where the line is no JSON object.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record OrderLineFault(string Field, string Message);
