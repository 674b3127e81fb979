using System.Collections.Immutable;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>A storage call of the floor.</summary>
internal enum FloorCall
{
    ReadTicket,
    TakeSlot,
    ReadPointer,
    ReadOrders,
    ReadAccount,
    AddRecord,
    ReserveDay,
    PlanRefund,
    FindKey,
    FindCharge,
    FindPayment,
    FindOrder,
    Pay,
    SettleRefund,
    CompleteRecord,
}

/// <param name="Call">Which.</param>
/// <param name="Table">Whose count it is.</param>
/// <param name="What">As docs/benchmarks.md has it.</param>
/// <param name="Sandbox">The sandbox payment provider's own.</param>
internal sealed record FloorLine(FloorCall Call, string Table, string What, bool Sandbox = false);

/// <summary>
/// The fixed list that a decision is measured against: what storage has to be asked at least, with no thinking in between. It changes only
/// together with docs/benchmarks.md, and a test holds the product's own count to it, so that neither can drift off by itself.
/// </summary>
internal static class FloorCalls
{
    /// <summary>In order; the calls of one step go out at once.</summary>
    public static ImmutableArray<ImmutableArray<FloorLine>> Decision { get; } =
    [
        [new(FloorCall.ReadTicket, TableNames.DecisionsByTicket, "query the ticket's partition")],
        [new(FloorCall.TakeSlot, TableNames.DecisionsByTicket, "insert the message's slot")],
        [
            new(FloorCall.ReadPointer, TableNames.ContextPointer, "get the pointer"),
            new(FloorCall.ReadOrders, TableNames.Orders, "query the customer's orders"),
            new(FloorCall.ReadAccount, TableNames.RefundLedger, "query the customer's totals"),
        ],
        [new(FloorCall.AddRecord, TableNames.Decisions, "insert record and papers, and where money moves a row of open work, in one transaction")],
    ];

    /// <summary>What follows where money moves.</summary>
    public static ImmutableArray<ImmutableArray<FloorLine>> Refund { get; } =
    [
        [new(FloorCall.ReserveDay, TableNames.Spend, "update the day's total and insert the refund's place in one transaction")],
        [new(FloorCall.PlanRefund, TableNames.RefundLedger, "insert account, order total and refund in one transaction")],
        [new(FloorCall.FindKey, TableNames.SandboxPayments, "get the refund key, which is absent", Sandbox: true)],
        [new(FloorCall.FindCharge, TableNames.SandboxPayments, "get the charge, which is absent", Sandbox: true)],
        [new(FloorCall.FindPayment, TableNames.Orders, "get the payment's index row", Sandbox: true)],
        [new(FloorCall.FindOrder, TableNames.Orders, "get the order", Sandbox: true)],
        [new(FloorCall.Pay, TableNames.SandboxPayments, "insert answer and charge in one transaction", Sandbox: true)],
        [new(FloorCall.SettleRefund, TableNames.RefundLedger, "update the refund under its ETag")],
        [new(FloorCall.CompleteRecord, TableNames.Decisions, "update the record and delete its row of open work in one transaction")],
    ];

    public static ImmutableArray<ImmutableArray<FloorLine>> Of(bool movesMoney) => movesMoney ? [.. Decision, .. Refund] : Decision;

    /// <summary>Null where the product called storage exactly as this list has it; else what differs.</summary>
    /// <param name="movesMoney">Which list.</param>
    /// <param name="calls">The product's, by table, the sandbox provider's left out.</param>
    /// <param name="sandboxCalls">The sandbox provider's.</param>
    public static string? Difference(bool movesMoney, IReadOnlyDictionary<string, int> calls, int sandboxCalls)
    {
        FloorLine[] lines = [.. Of(movesMoney).SelectMany(step => step)];
        var listed = lines.Where(line => !line.Sandbox).CountBy(line => line.Table).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        var (expected, actual) = (Shown(listed, lines.Count(line => line.Sandbox)), Shown(calls.OrderBy(pair => pair.Key, StringComparer.Ordinal), sandboxCalls));
        return expected == actual ? null : $"The floor's list has {expected}; the product made {actual}.";
    }

    private static string Shown(IEnumerable<KeyValuePair<string, int>> calls, int sandboxCalls) =>
        string.Join(", ", calls.Select(pair => $"{pair.Key} {pair.Value}").Append($"sandbox {sandboxCalls}"));
}
