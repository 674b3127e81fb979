using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>
/// A made-up shop, the same for the same seed: customers with orders of several items, tight limits, and customers who ask for their money in
/// every way that has once paid somebody twice.
/// </summary>
internal sealed class KillShop
{
    private const string PerRefund = "120.00";
    private const string PerCustomer30Days = "350.00";

    /// <summary>From this sum on a person agrees first.</summary>
    private const int Dear = 70;

    /// <summary>So that the day's limits are reached when most of a run is over, and money still moves until then.</summary>
    private const int AsksPerRefundAlone = 14;
    private const int AsksPerRefundApproved = 14;

    private const int CustomerHasOrders = 6;

    private static readonly ImmutableArray<string> Goods = ["Garden Chair", "Wool Scarf", "Desk Lamp", "Picnic Basket"];

    private readonly Random chance;
    private readonly List<ShopOrder> orders = [];
    private readonly List<Ask> asks = [];

    private KillShop(Random chance) => this.chance = chance;

    public IReadOnlyList<ShopOrder> Orders => orders;

    /// <summary>In the order in which they are sent; what leads to a question or an approval comes of the answers.</summary>
    public IReadOnlyList<Ask> Asks => asks;

    public static KillShop Draw(int asks, Random chance)
    {
        var shop = new KillShop(chance);
        while (shop.asks.Count < asks)
        {
            shop.AddOrder();
        }

        return shop;
    }

    /// <summary>The sample shop's rules with tighter limits, the day's among them, and one more: what is dear waits for a person.</summary>
    public async Task<string> PolicyAsync(CancellationToken cancellationToken)
    {
        var policy = JsonNode.Parse(await File.ReadAllTextAsync(SampleFiles.Policy("retail"), cancellationToken))!.AsObject();
        policy["limits"] = JsonSerializer.SerializeToNode(new
        {
            perRefund = PerRefund,
            perCustomer30Days = PerCustomer30Days,
            perDay = new { alone = new { count = asks.Count / AsksPerRefundAlone }, approved = new { count = asks.Count / AsksPerRefundApproved } },
        });
        policy["discretion"]!["upTo"] = PerRefund;
        policy["approvals"]!.AsObject().Remove("fourEyesAbove");
        policy["rules"]!.AsArray().Insert(0, JsonSerializer.SerializeToNode(new
        {
            id = "dear",
            text = "What is dear is looked at by a person first.",
            when = new
            {
                all = new object[]
                {
                    new { fact = "claim.kind", eq = "return" },
                    new { fact = "order.status", eq = "delivered" },
                    new { fact = "claim.entitled", gte = Dear },
                },
            },
            then = "approve",
            handling = "suggest",
        }));
        return policy.ToJsonString();
    }

    private void AddOrder()
    {
        var number = orders.Count;
        var pending = number % 4 == 3;
        var items = Goods.Take(chance.Next(2, Goods.Length + 1))
            .Select((name, index) => new ShopItem($"i{index}", name, index == 0 ? 2 : 1, chance.Next(800, index == 0 ? 5_000 : 14_000) / 100m)).ToImmutableArray();
        var order = new ShopOrder($"#{70_000 + number}", $"customer-{number / CustomerHasOrders}", pending, items);
        orders.Add(order);
        if (pending)
        {
            // Called off once, and once more on another ticket.
            Add(order, "cancel", $"Please cancel order {order.Id}, I no longer need it.", AskKind.Decide);
            Add(order, "again", $"Please cancel order {order.Id}, I no longer need it.", chance.Next(2) == 0 ? AskKind.Decide : AskKind.Webhook);
            return;
        }

        foreach (var item in items.Take(3))
        {
            var words = $"I want to return the {item.Name} from order {order.Id}.";
            var first = Add(order, item.Id, words, chance.Next(4) == 0 ? AskKind.Webhook : AskKind.Decide);
            if (chance.Next(3) == 0)
            {
                asks.Add(first.Again());
            }

            if (chance.Next(3) == 0)
            {
                // The same goods on another ticket, which must find nothing left.
                Add(order, $"{item.Id}-more", words, AskKind.Decide);
            }
        }
    }

    private Ask Add(ShopOrder order, string what, string message, AskKind kind)
    {
        var ticket = string.Create(CultureInfo.InvariantCulture, $"T{order.Id[1..]}-{what}");
        var body = JsonSerializer.Serialize(new { ticketId = ticket, messageId = "m1", message, customer = new { id = order.Customer } });
        var ask = new Ask(kind, ticket, kind == AskKind.Webhook ? Routes.Webhooks.Replace("{helpdesk}", "standard", StringComparison.Ordinal) : Routes.Refunds, body);
        asks.Add(ask);
        return ask;
    }
}

internal sealed record ShopItem(string Id, string Name, int Quantity, decimal Price);

internal sealed record ShopOrder(string Id, string Customer, bool Pending, ImmutableArray<ShopItem> Items)
{
    public decimal Paid => Items.Sum(item => item.Quantity * item.Price);

    public string Line => JsonSerializer.Serialize(new
    {
        orderId = Id,
        customerId = Customer,
        status = Pending ? "pending" : "delivered",
        currency = "USD",
        items = Items.Select(item => new { itemId = item.Id, name = item.Name, quantity = item.Quantity, unitPrice = Text(item.Price) }),
        paid = Text(Paid),
        paymentMethods = new[] { "card" },
        placedAt = "2026-01-04T10:00:00Z",
        paymentReference = $"pay_{Id[1..]}",
    });

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
