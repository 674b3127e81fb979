using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>Every book as it stands in storage. Of the product's code it uses what reads a row, and nothing that decides.</summary>
internal sealed record KillBooks
{
    public ImmutableArray<DecisionRecord> Decisions { get; init; } = [];

    public ImmutableArray<RefundEntry> Ledger { get; init; } = [];

    /// <summary>The provider's own.</summary>
    public ImmutableArray<SandboxCharge> Charges { get; init; } = [];

    /// <summary>What each order has given back by the total that stands beside the rows.</summary>
    public ImmutableDictionary<OrderId, decimal> OrderTotals { get; init; } = ImmutableDictionary<OrderId, decimal>.Empty;

    public ImmutableDictionary<(DateOnly Day, RefundInitiator Initiator), (int Count, decimal Sum)> DayTotals { get; init; } =
        ImmutableDictionary<(DateOnly, RefundInitiator), (int, decimal)>.Empty;

    /// <summary>Ids of feedback events, one for each time that one stands there.</summary>
    public ImmutableArray<string> FeedbackLedger { get; init; } = [];

    public ImmutableHashSet<string> FeedbackInbox { get; init; } = [];

    /// <summary>The poison queue's name, once for each message.</summary>
    public ImmutableArray<string> Poison { get; init; } = [];

    public static async Task<KillBooks> ReadAsync(Product product, IReadOnlyList<ShopOrder> orders, IReadOnlyList<Ask> asks, CancellationToken cancellationToken)
    {
        var ledger = await RowsAsync<RefundEntry>(product, TableNames.RefundLedger, "refund", cancellationToken);
        var charges = await RowsAsync<SandboxCharge>(product, TableNames.SandboxPayments, "charge", cancellationToken);
        var feedback = await FeedbackAsync(product, asks, cancellationToken);
        return new KillBooks
        {
            Decisions = await DecisionsAsync(product, cancellationToken),
            Ledger = ledger,
            Charges = [.. charges.Select(charge => charge.AsOf(RealClock.Time.GetUtcNow()))],
            OrderTotals = await OrderTotalsAsync(product, orders, cancellationToken),
            DayTotals = await DayTotalsAsync(product, ledger.Select(entry => entry.Day).Distinct(), cancellationToken),
            FeedbackLedger = feedback.Ledger,
            FeedbackInbox = feedback.Inbox,
            Poison = await PoisonAsync(product, cancellationToken),
        };
    }

    private static async Task<ImmutableDictionary<OrderId, decimal>> OrderTotalsAsync(
        Product product, IReadOnlyList<ShopOrder> orders, CancellationToken cancellationToken)
    {
        var totals = ImmutableDictionary.CreateBuilder<OrderId, decimal>();
        foreach (var customer in orders.Select(order => order.Customer).Distinct())
        {
            var account = await product.Get<IRefundLedger>().ReadAccountAsync(DefaultTenant.Id, new CustomerId(customer), cancellationToken);
            totals.AddRange(account.Orders.Select(order => KeyValuePair.Create(order.Key, order.Value.Committed.Major)));
        }

        return totals.ToImmutable();
    }

    private static async Task<ImmutableDictionary<(DateOnly Day, RefundInitiator Initiator), (int Count, decimal Sum)>> DayTotalsAsync(
        Product product, IEnumerable<DateOnly> days, CancellationToken cancellationToken)
    {
        var totals = ImmutableDictionary.CreateBuilder<(DateOnly, RefundInitiator), (int, decimal)>();
        foreach (var day in days)
        {
            var book = await product.Get<ISpendBook>().ReadAsync(DefaultTenant.Id, day, cancellationToken);
            foreach (var initiator in Enum.GetValues<RefundInitiator>())
            {
                var total = book.Of(initiator, Currency.Usd);
                totals.Add((day, initiator), (total.Count, total.Sum.Major));
            }
        }

        return totals.ToImmutable();
    }

    private static async Task<(ImmutableArray<string> Ledger, ImmutableHashSet<string> Inbox)> FeedbackAsync(
        Product product, IReadOnlyList<Ask> asks, CancellationToken cancellationToken)
    {
        var (ledger, inbox) = (new List<string>(), new List<string>());
        foreach (var decision in asks.Select(ask => ask.Decision).OfType<string>().Distinct().Select(id => new DecisionId(id)))
        {
            var waiting = await product.Get<IFeedbackInbox>().OfDecisionAsync(DefaultTenant.Id, decision, cancellationToken);
            inbox.AddRange(waiting.Select(feedback => feedback.Key.Id.Value));
            var recorded = await product.Get<IFeedbackLedger>().OfDecisionAsync(DefaultTenant.Id, decision, cancellationToken);
            ledger.AddRange(recorded.Select(entry => entry.Event.Key.Id.Value));
        }

        return ([.. ledger], [.. inbox]);
    }

    private static async Task<ImmutableArray<string>> PoisonAsync(Product product, CancellationToken cancellationToken)
    {
        var queues = product.Get<IMessageQueues>();
        var poison = ImmutableArray.CreateBuilder<string>();
        foreach (var queue in new[] { QueueNames.TicketsPoison, QueueNames.FeedbackPoison })
        {
            poison.AddRange(Enumerable.Repeat(queue, await queues[queue].CountAsync(cancellationToken)));
        }

        return poison.ToImmutable();
    }

    private static async Task<ImmutableArray<DecisionRecord>> DecisionsAsync(Product product, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<DecisionRecord>();
        string? cursor = null;
        do
        {
            var page = await product.Get<IDecisionRecords>().ListAsync(DefaultTenant.Id, new DecisionFilter(null, null), cursor, 200, cancellationToken);
            found.AddRange(page.Records);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return found.ToImmutable();
    }

    private static async Task<ImmutableArray<T>> RowsAsync<T>(Product product, string table, string prefix, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        await foreach (var row in product.Get<ITables>()[table].QueryAsync(new RowQuery { PartitionFrom = string.Empty, PartitionTo = "\uffff" }, cancellationToken))
        {
            if (row.Key.StartsWith(prefix + KeyText.Separator, StringComparison.Ordinal))
            {
                found.Add(row.Read<T>(table));
            }
        }

        return found.ToImmutable();
    }
}
