namespace RefundAgent.Evidence;

/// <summary>One thing known about a case and where it comes from, so that a person can check what a ruling rests on.</summary>
/// <param name="Name">Dotted, for example <c>order.status</c> or <c>booking.cabin</c>.</param>
/// <param name="Value">Text, number, flag or list.</param>
/// <param name="Source">Who or what says so.</param>
public sealed record Fact(string Name, FactValue Value, FactSource Source);
