using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Reading.Traps;

/// <summary>
/// Messages of our own that are easily read wrongly, against orders that hold the same goods twice, on their way and cancelled.
/// The file has, a message a line, what a careful person would pay back for it without asking.
/// </summary>
public sealed class TrapTests
{
    private static readonly MessageReader Reader = new();

    private static readonly ImmutableArray<Trap> Traps = Trap.ReadAll();

    [Fact]
    public void No_trap_pays_a_cent_too_much() =>
        Assert.Equal([], Traps.Where(trap => RetailData.Exceeds(trap.Payout(Reader), trap.Truth)).Select(trap => trap.Message));

    [Fact]
    public void Most_clear_requests_are_paid_exactly()
    {
        var clear = Traps.Where(trap => trap.Truth.Count > 0).ToList();
        var exact = clear.Count(trap => RetailData.Equal(trap.Payout(Reader), trap.Truth));
        Assert.True(exact >= 0.76 * clear.Count, $"Only {exact} of {clear.Count} are read exactly.");
    }
}

internal sealed record Trap(string Message, ImmutableArray<Order> Orders, Dictionary<string, long> Truth)
{
    private const string Arrow = " =>";
    private const string Cancel = "cancel ";

    public static ImmutableArray<Trap> ReadAll()
    {
        var orders = File.ReadLines(Repository.At("tests", "RefundAgent.Tests", "Reading", "Traps", "orders.jsonl"))
            .Select(line => ((OrderLineResult.Parsed)OrderLine.Parse(line)).Order)
            .ToLookup(order => order.Customer.Value, StringComparer.Ordinal);
        var traps = ImmutableArray.CreateBuilder<Trap>();
        ImmutableArray<Order> own = [];
        foreach (var line in File.ReadLines(Repository.At("tests", "RefundAgent.Tests", "Reading", "Traps", "messages.txt")))
        {
            if (line.StartsWith('@'))
            {
                own = [.. orders[line[1..]]];
            }
            else if (line.LastIndexOf(Arrow, StringComparison.Ordinal) is > 0 and var arrow && !line.StartsWith("# ", StringComparison.Ordinal))
            {
                traps.Add(Parse(line[..arrow], line[(arrow + Arrow.Length)..], own));
            }
        }

        return traps.ToImmutable();
    }

    public Dictionary<string, long> Payout(MessageReader reader) => RetailData.Payout(reader.Read(Message, null, Orders), Orders);

    private static Trap Parse(string message, string refunds, ImmutableArray<Order> orders)
    {
        var truth = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var refund in refunds.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = refund.StartsWith(Cancel, StringComparison.Ordinal) ? [refund[Cancel.Length..]] : refund.Split('/');
            var order = orders.Single(order => order.Id.Value == parts[0]);
            if (parts.Length == 1)
            {
                truth[$"{order.Id} whole"] = order.Paid.MinorUnits;
            }
            else
            {
                RetailData.Add(truth, order, [new ItemId(parts[1])]);
            }
        }

        return new Trap(message.Replace("\\n", "\n", StringComparison.Ordinal), orders, truth);
    }
}
