using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>
/// Reads every book from storage and compares them with each other, with the orders and with the limits. It does sums of its own: of the
/// product's code it uses what reads a row, and nothing that decides.
/// </summary>
internal sealed class KillAudit(Product product, KillShop shop, Limits limits)
{
    private readonly List<string> doubles = [];
    private readonly List<string> overs = [];
    private readonly List<string> passed = [];
    private readonly List<string> lost = [];
    private readonly List<string> unsettled = [];
    private readonly List<string> apart = [];

    public async Task<(Zeros Zeros, ImmutableArray<string> Findings, MoneyMoved Money)> RunAsync(
        IReadOnlyList<Ask> asks, CancellationToken cancellationToken)
    {
        var records = await DecisionsAsync(cancellationToken);
        var ledger = await RowsAsync<RefundEntry>(TableNames.RefundLedger, "refund", cancellationToken);
        var charges = (await RowsAsync<SandboxCharge>(TableNames.SandboxPayments, "charge", cancellationToken))
            .Select(charge => charge.AsOf(RealClock.Time.GetUtcNow())).ToArray();
        var paid = charges.SelectMany(charge => charge.Refunds.Select(refund => (charge.Payment, Refund: refund))).Where(each => each.Refund.State != RefundState.Failed).ToArray();

        CompareWithProvider(ledger, paid);
        CheckOrders(ledger, charges);
        CheckLimits(ledger);
        await CheckAccountsAsync(ledger, cancellationToken);
        await CheckDaysAsync(ledger, cancellationToken);
        CheckDecisions(records, ledger);
        await CheckAsksAsync(asks, records, cancellationToken);

        var zeros = new Zeros(doubles.Count, overs.Count, passed.Count, lost.Count, unsettled.Count, apart.Count);
        var moved = ledger.Where(entry => entry.State == RefundState.Succeeded).ToArray();
        return (
            zeros,
            [.. doubles, .. overs, .. passed, .. lost, .. unsettled, .. apart],
            new MoneyMoved(
                records.Count,
                records.Count(record => record.Status == ClaimStatus.PendingApproval),
                records.Sum(record => record.Claims.Count(claim => claim.Answer is not null)),
                moved.Length,
                ledger.Count(entry => entry.State == RefundState.Failed),
                moved.Sum(entry => entry.Amount.Major)));
    }

    private void CompareWithProvider(IReadOnlyList<RefundEntry> ledger, (PaymentReference Payment, SandboxRefund Refund)[] paid)
    {
        Add(doubles, paid.GroupBy(each => each.Refund.Key).Where(same => same.Count() > 1), same => $"key {same.Key} was paid {same.Count()} times");
        var rows = ledger.ToDictionary(entry => entry.Key);
        Add(doubles, paid.Where(each => !rows.ContainsKey(each.Refund.Key)), each => $"the provider paid {each.Refund.Key}, which the ledger does not know");
        Add(
            doubles,
            ledger.Where(entry => paid.Any(each => each.Refund.Key == entry.Key)).GroupBy(entry => (entry.Decision, entry.Claim, entry.Payment)).Where(same => same.Count() > 1),
            same => $"claim {same.Key.Claim} of {same.Key.Decision} was paid {same.Count()} times");
        foreach (var entry in ledger)
        {
            var atProvider = paid.Where(each => each.Refund.Key == entry.Key).Select(each => each.Refund).FirstOrDefault();
            if (entry.State is not (RefundState.Succeeded or RefundState.Failed))
            {
                unsettled.Add($"refund {entry.Key} is {entry.State}");
            }
            else if (entry.State == RefundState.Succeeded != atProvider is not null || (atProvider is not null && atProvider.Amount != entry.Amount))
            {
                apart.Add($"refund {entry.Key} is {entry.State} with {entry.Amount} in the ledger and {atProvider?.State.ToString() ?? "absent"} with {atProvider?.Amount} at the provider");
            }
        }
    }

    private void CheckOrders(IReadOnlyList<RefundEntry> ledger, SandboxCharge[] charges)
    {
        Add(
            overs,
            charges.Where(charge => Sum(charge.Refunds.Where(refund => refund.State != RefundState.Failed).Select(refund => refund.Amount)) > charge.Captured.Major),
            charge => $"charge {charge.Payment} gave back more than {charge.Captured}");
        foreach (var order in shop.Orders)
        {
            var rows = ledger.Where(entry => entry.Order.Value == order.Id && entry.State != RefundState.Failed).ToArray();
            if (Sum(rows.Select(entry => entry.Amount)) is var sum && sum > order.Paid)
            {
                overs.Add(string.Create(CultureInfo.InvariantCulture, $"order {order.Id} gave back {sum} of {order.Paid}"));
            }

            Add(
                doubles,
                rows.SelectMany(entry => entry.Items).GroupBy(item => item.Value).Where(units => units.Count() > order.Items.Single(item => item.Id == units.Key).Quantity),
                units => $"item {units.Key} of {order.Id} was given back {units.Count()} times");
        }
    }

    private void CheckLimits(IReadOnlyList<RefundEntry> ledger)
    {
        var held = ledger.Where(entry => entry.State != RefundState.Failed).ToArray();
        Add(
            passed,
            held.GroupBy(entry => (entry.Decision, entry.Claim)).Where(claim => Sum(claim.Select(entry => entry.Amount)) > limits.PerRefund.Major),
            claim => $"claim {claim.Key.Claim} of {claim.Key.Decision} is above the limit of a refund");
        Add(
            passed,
            held.GroupBy(entry => entry.Customer).Where(customer => Sum(customer.Select(entry => entry.Amount)) > limits.PerCustomer30Days.Major),
            customer => $"customer {customer.Key} got more than the limit of 30 days");
        Add(
            passed,
            held.GroupBy(entry => (entry.Day, entry.Initiator)).Where(day => day.Count() > limits.PerDay.For(day.Key.Initiator)?.Count),
            day => $"{day.Count()} refunds of {day.Key.Initiator} on {day.Key.Day:O}, where {limits.PerDay.For(day.Key.Initiator)?.Count} are allowed");
    }

    private async Task CheckAccountsAsync(IReadOnlyList<RefundEntry> ledger, CancellationToken cancellationToken)
    {
        foreach (var customer in shop.Orders.Select(order => order.Customer).Distinct())
        {
            var account = await product.Get<IRefundLedger>().ReadAccountAsync(DefaultTenant.Id, new CustomerId(customer), cancellationToken);
            foreach (var order in shop.Orders.Where(each => each.Customer == customer))
            {
                var rows = Sum(ledger.Where(entry => entry.Order.Value == order.Id && entry.State != RefundState.Failed).Select(entry => entry.Amount));
                var total = account.Orders.TryGetValue(new OrderId(order.Id), out var stands) ? stands.Committed.Major : 0;
                if (rows != total)
                {
                    apart.Add(string.Create(CultureInfo.InvariantCulture, $"order {order.Id} has a total of {total}, and rows of {rows}"));
                }
            }
        }
    }

    private async Task CheckDaysAsync(IReadOnlyList<RefundEntry> ledger, CancellationToken cancellationToken)
    {
        foreach (var day in ledger.GroupBy(entry => entry.Day))
        {
            var book = await product.Get<ISpendBook>().ReadAsync(DefaultTenant.Id, day.Key, cancellationToken);
            foreach (var initiator in Enum.GetValues<RefundInitiator>())
            {
                var rows = day.Where(entry => entry.Initiator == initiator && entry.State != RefundState.Failed).ToArray();
                var total = book.Of(initiator, Currency.Usd);
                if (total.Count != rows.Length || total.Sum.Major != Sum(rows.Select(entry => entry.Amount)))
                {
                    apart.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{day.Key:O} of {initiator} has {total.Count} refunds of {total.Sum} in its total, and {rows.Length} of {Sum(rows.Select(entry => entry.Amount))} in the ledger"));
                }
            }
        }
    }

    private void CheckDecisions(IReadOnlyList<DecisionRecord> records, IReadOnlyList<RefundEntry> ledger)
    {
        var rows = ledger.ToDictionary(entry => entry.Key);
        Add(unsettled, records.Where(OpenWork.IsUnderWay), record => $"decision {record.Id} is under way");
        Add(doubles, records.GroupBy(record => (record.Ticket, record.Message)).Where(same => same.Count() > 1), same => $"ticket {same.Key.Ticket} was decided {same.Count()} times");
        foreach (var part in records.SelectMany(record => record.Claims).SelectMany(claim => claim.Refund?.Parts ?? []))
        {
            var state = rows.GetValueOrDefault(part.Plan.Key)?.State;
            if (part.Result is RefundResult.Succeeded != (state == RefundState.Succeeded))
            {
                apart.Add($"decision {part.Plan.Decision} tells {part.Result?.GetType().Name ?? "nothing"} of refund {part.Plan.Key}, which is {state?.ToString() ?? "absent"} in the ledger");
            }
        }
    }

    private async Task CheckAsksAsync(IReadOnlyList<Ask> asks, IReadOnlyList<DecisionRecord> records, CancellationToken cancellationToken)
    {
        var tickets = records.Select(record => record.Ticket.Value).ToHashSet(StringComparer.Ordinal);
        var answered = records.SelectMany(record => record.Claims.Where(claim => claim.Answer is not null).Select(claim => $"{record.Id} {claim.Id}")).ToHashSet(StringComparer.Ordinal);
        Add(unsettled, asks.Where(ask => ask.Answered is null), ask => $"{ask.Kind} {ask.Name} never got an answer");
        Add(lost, asks.Where(ask => ask is { Kind: AskKind.Decide or AskKind.Webhook, Answered: not null } && !tickets.Contains(ask.Name)), ask => $"ticket {ask.Name} was accepted and never decided");
        Add(lost, asks.Where(ask => ask is { Kind: AskKind.Approve, Answered: HttpStatusCode.OK } && !answered.Contains(ask.Name)), ask => $"the answer to {ask.Name} was accepted and is gone");
        foreach (var ask in asks.Where(ask => ask is { Kind: AskKind.Feedback, Answered: not null }))
        {
            var decision = new DecisionId(ask.Decision!);
            var inbox = await product.Get<IFeedbackInbox>().OfDecisionAsync(DefaultTenant.Id, decision, cancellationToken);
            var recorded = await product.Get<IFeedbackLedger>().OfDecisionAsync(DefaultTenant.Id, decision, cancellationToken);
            var times = recorded.Count(entry => entry.Event.Key.Id.Value == ask.Name);
            if (times == 0 && !inbox.Any(feedback => feedback.Key.Id.Value == ask.Name))
            {
                lost.Add($"feedback {ask.Name} was accepted and is gone");
            }
            else if (times > 1)
            {
                apart.Add($"feedback {ask.Name} stands {times} times in the ledger");
            }
        }

        var queues = product.Get<IMessageQueues>();
        foreach (var queue in new[] { QueueNames.TicketsPoison, QueueNames.FeedbackPoison })
        {
            lost.AddRange(Enumerable.Repeat($"a message is in {queue}", await queues[queue].CountAsync(cancellationToken)));
        }
    }

    private async Task<List<DecisionRecord>> DecisionsAsync(CancellationToken cancellationToken)
    {
        var found = new List<DecisionRecord>();
        string? cursor = null;
        do
        {
            var page = await product.Get<IDecisionRecords>().ListAsync(DefaultTenant.Id, new DecisionFilter(null, null), cursor, 200, cancellationToken);
            found.AddRange(page.Records);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return found;
    }

    private async Task<List<T>> RowsAsync<T>(string table, string prefix, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (var row in product.Get<ITables>()[table].QueryAsync(new RowQuery { PartitionFrom = string.Empty, PartitionTo = "\uffff" }, cancellationToken))
        {
            if (row.Key.StartsWith(prefix + KeyText.Separator, StringComparison.Ordinal))
            {
                found.Add(row.Read<T>(table));
            }
        }

        return found;
    }

    private static void Add<T>(List<string> findings, IEnumerable<T> faults, Func<T, string> tell) => findings.AddRange(faults.Select(tell));

    private static decimal Sum(IEnumerable<Money> amounts) => amounts.Sum(amount => amount.Major);
}
