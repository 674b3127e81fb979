using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>A stretch of the message with the concept that it stands for.</summary>
internal sealed record Lexeme(Concept Concept, string Text)
{
    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>Comes from a language that the English grammar of requests does not fit.</summary>
    public bool Foreign { get; init; }

    /// <summary>The customer's lines that the words may stand for; empty unless <see cref="Concept.Item"/>.</summary>
    public Naming? Naming { get; init; }

    public OrderId? Order { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public Money? Amount { get; init; }

    public bool Is(Concept concept) => Concept == concept;
}

/// <summary>Words that name one or more of the customer's order lines.</summary>
/// <param name="Lines">The lines whose product the words fit, in any order and status.</param>
/// <param name="IsPlural">The words are a plural where the product's own name is singular.</param>
/// <param name="IsExact">An item id or the full name, not a head noun, a synonym or a near spelling.</param>
internal sealed record Naming(IReadOnlyList<Line> Lines, bool IsPlural, bool IsExact);

/// <summary>One line of one of the customer's orders; a class, since two equal lines are still two.</summary>
internal sealed class Line(Order order, OrderItem item)
{
    public Order Order { get; } = order;

    public OrderItem Item { get; } = item;

    public bool IsIn(Order other) => Order.Id == other.Id;
}
