using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;

namespace RefundAgent.Tests.Model.Suites;

/// <summary>One message through one desk.</summary>
internal sealed record Played(TicketLine Ticket, DecisionRecord Record, CustomerAccount Account, IReadOnlyDictionary<OrderId, Order> Orders)
{
    public Verdict Verdict => Verdict.Of(Ticket.Truth, Account, Orders);

    /// <summary>As it would be once a person has agreed to what waits.</summary>
    public bool IsPrepared => Verdict.Of(Ticket.Truth, Agreed, Orders).Exact;

    private CustomerAccount Agreed => Account with
    {
        Orders = Record.Claims.Where(claim => claim.Status == ClaimStatus.PendingApproval).Select(claim => claim.Ruling).OfType<Ruling.Approve>()
            .Aggregate(Account.Orders, (orders, approve) => orders.SetItem(approve.Order, Plus(orders.GetValueOrDefault(approve.Order) ?? OrderTotal.Nothing(approve.Amount.Currency), approve))),
    };

    private static OrderTotal Plus(OrderTotal total, Ruling.Approve approve) => total with
    {
        Committed = total.Committed + approve.Amount,
        Units = approve.Items.Aggregate(total.Units, (units, item) => units.SetItem(item, units.GetValueOrDefault(item) + 1)),
    };

    /// <summary>Why this moved more than <paramref name="alone"/>; null where it did not.</summary>
    public string? Exceeds(Played alone) => Account.Orders.Where(total => total.Value.Committed.IsPositive).Select(total =>
    {
        var other = alone.Account.Orders.GetValueOrDefault(total.Key) ?? OrderTotal.Nothing(total.Value.Committed.Currency);
        return total.Value.Committed > other.Committed || total.Value.Units.Any(unit => unit.Value > other.Units.GetValueOrDefault(unit.Key))
            ? $"{Ticket.Id}: {total.Value.Committed} of {total.Key} instead of {other.Committed}"
            : null;
    }).FirstOrDefault(fault => fault is not null);
}

/// <summary>The figures of one part over a suite, as a line of the table in docs/evaluation.md.</summary>
internal static class SuiteRow
{
    public const string Header = "| model plays | messages | exact | exact once a person agrees | asked | waiting | fell back | wrong money |\n|---|---|---|---|---|---|---|---|";

    public static string Of(string part, ImmutableArray<Played> played)
    {
        var due = played.Where(each => !each.Ticket.Truth.Refunds.IsEmpty).ToList();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            | {part} | {played.Length} | {due.Count(each => each.Verdict.Exact)} of {due.Count} | {due.Count(each => each.IsPrepared)} | {played.Count(each => each.Record.Claims.Any(claim => claim.Ruling is Ruling.Ask))} | {played.Count(each => each.Record.Claims.Any(claim => claim.Status == ClaimStatus.PendingApproval))} | {played.Count(each => each.Record.Usage?.Fallback is not null)} | {played.Sum(each => each.Verdict.Wrong) / 100m:0.00} |
            """);
    }
}
