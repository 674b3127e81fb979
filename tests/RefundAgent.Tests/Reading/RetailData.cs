using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Reading;

/// <summary>The third-party tickets that lie beside the repository on the developers' machines; not part of the project.</summary>
internal sealed class RetailData
{
    private const string Unit = "unit";

    private RetailData(string folder)
    {
        var orders = File.ReadLines(Path.Combine(folder, "retail-orders.jsonl"))
            .Select(line => ((OrderLineResult.Parsed)OrderLine.Parse(line)).Order)
            .ToLookup(order => order.Customer.Value, StringComparer.Ordinal);
        Tickets = [.. File.ReadLines(Path.Combine(folder, "retail-tickets.jsonl")).Select(line => RetailTicket.Parse(line, orders))];
        Hostile =
        [
            .. File.ReadLines(Path.Combine(folder, "injections.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!),
            .. File.ReadLines(Path.Combine(folder, "naughty-strings.txt")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<string>(line)!),
        ];
    }

    public ImmutableArray<RetailTicket> Tickets { get; }

    public ImmutableArray<string> Hostile { get; }

    /// <returns>Null where the folder is absent.</returns>
    public static RetailData? Find()
    {
        var folder = Path.GetFullPath(Repository.At("..", "shared", "data"));
        return File.Exists(Path.Combine(folder, "retail-tickets.jsonl")) ? new RetailData(folder) : null;
    }

    /// <summary>What a shop that takes back delivered items and cancels pending orders whole would pay, in minor units by order and unit.</summary>
    public static Dictionary<string, long> Payout(ImmutableArray<ClaimReading> claims, ImmutableArray<Order> orders)
    {
        var paid = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var claim in claims.Where(claim => claim.IsCertain && claim.Order is not null))
        {
            var order = orders.First(order => order.Id == claim.Order);
            if (claim is { Request: RequestKind.Cancel, WholeOrder: true } && order.Status == "pending"
                && claim.Reason is null or ClaimReason.ChangedMind or ClaimReason.OrderedByMistake)
            {
                paid[$"{order.Id} whole"] = order.Paid.MinorUnits;
            }
            else if (claim.Request == RequestKind.Return && order.Status == "delivered")
            {
                Add(paid, order, claim.WholeOrder ? order.Items.SelectMany(item => Enumerable.Repeat(item.Id, item.Quantity)) : claim.Items);
            }
        }

        return paid;
    }

    public static void Add(Dictionary<string, long> paid, Order order, IEnumerable<ItemId> items)
    {
        foreach (var item in items)
        {
            var key = $"{order.Id} {Unit} {item}";
            paid[key] = paid.GetValueOrDefault(key) + order.Items.First(line => line.Id == item).UnitPrice.MinorUnits;
        }
    }

    public static bool Exceeds(Dictionary<string, long> paid, Dictionary<string, long> allowed) =>
        paid.Any(entry => entry.Value > allowed.GetValueOrDefault(entry.Key));

    public static bool Equal(Dictionary<string, long> paid, Dictionary<string, long> truth) =>
        paid.Count == truth.Count && !Exceeds(paid, truth) && !Exceeds(truth, paid);
}

/// <summary>A message with the refunds that it should lead to.</summary>
internal sealed record RetailTicket(string Id, string Group, string Message, ImmutableArray<Order> Orders, Dictionary<string, long> Truth)
{
    public static RetailTicket Parse(string line, ILookup<string, Order> orders)
    {
        var ticket = JsonDocument.Parse(line).RootElement;
        var own = orders[ticket.GetProperty("customer").GetProperty("id").GetString()!].ToImmutableArray();
        var truth = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var refund in ticket.GetProperty("truth").GetProperty("refunds").EnumerateArray())
        {
            var order = own.First(order => order.Id.Value == refund.GetProperty("orderId").GetString());
            if (refund.GetProperty("kind").GetString() == "cancel")
            {
                truth[$"{order.Id} whole"] = Money.Parse(refund.GetProperty("amount").GetString()!, order.Currency).MinorUnits;
            }
            else
            {
                RetailData.Add(truth, order, refund.GetProperty("items").EnumerateArray().Select(item => new ItemId(item.GetString()!)));
            }
        }

        return new RetailTicket(
            ticket.GetProperty("id").GetString()!, ticket.GetProperty("group").GetString()!, ticket.GetProperty("message").GetString()!, own, truth);
    }
}
