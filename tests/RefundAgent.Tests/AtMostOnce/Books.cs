using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>
/// What must be true, in sums over rows and over the provider's books, with nothing of how the product brings it about. What holds at every
/// moment is looked at after every single write, the rest once everything has been carried on to its end.
/// </summary>
internal sealed class Books(ITables storage, Bank bank, IReadOnlyDictionary<OrderId, Order> orders)
{
    private readonly Dictionary<(string Partition, string Key, string ETag), object> read = [];
    private readonly HashSet<RefundKey> counted = [];
    private readonly List<MoneyPolicy> inForce = [];

    public List<string> Faults { get; } = [];

    /// <summary>A refund that was decided under an earlier policy keeps its limits: what counts is the widest that was ever in force.</summary>
    public void Note(MoneyPolicy policy) => inForce.Add(policy);

    public void Look(string table)
    {
        if (table == TableNames.RefundLedger)
        {
            var rows = Rows();
            LookAtDisputes(rows);
            foreach (var customer in rows.GroupBy(row => row.Customer))
            {
                LookAtWindows(customer.Key, [.. customer]);
            }

            LookAtDays(rows.Select(row => (row.Day, row.Initiator, row.Amount.MinorUnits)), "the ledger");
            LookAtUnits(rows);
            LookAtDelivery(rows);
        }
        else if (table == TableNames.Spend)
        {
            var (places, totals) = Days();
            LookAtDays(places.Select(place => (place.Day, place.Refund.Initiator, place.Refund.Amount.MinorUnits)), "the day");
            foreach (var (day, total) in totals)
            {
                var sums = places.Where(place => place.Day == day).GroupBy(place => place.Refund.Initiator)
                    .Select(group => (group.Key, Count: group.Count(), Sum: group.Sum(place => place.Refund.Amount.MinorUnits)));
                var told = total.Totals.Where(each => each.Count != 0 || each.Sum.MinorUnits != 0).Select(each => (each.Initiator, each.Count, each.Sum.MinorUnits));
                Require(sums.Order().SequenceEqual(told.Order()), $"the total of {day} is not the sum of its refunds");
            }
        }
    }

    /// <summary>What the provider paid; at every moment.</summary>
    public void LookAtMoney()
    {
        var money = bank.Refunds.Where(refund => refund.IsMoney).ToArray();
        foreach (var order in money.GroupBy(refund => refund.Request.Order))
        {
            var sum = order.Sum(refund => refund.Request.Amount.MinorUnits);
            Require(sum <= orders[order.Key].Refundable.MinorUnits, $"order {order.Key} paid {sum} back");
        }

        foreach (var payment in money.GroupBy(refund => refund.Request.Payment))
        {
            var sum = payment.Sum(refund => refund.Request.Amount.MinorUnits);
            var captured = orders.Values.SelectMany(order => order.PaidBy).First(each => each.Reference == payment.Key).Amount.MinorUnits;
            Require(sum <= captured, $"payment {payment.Key} paid {sum} back");
        }

        foreach (var key in bank.Refunds.CountBy(refund => refund.Request.Key).Where(key => key.Value > 1))
        {
            Faults.Add($"key {key.Key} was paid {key.Value} times");
        }

        Faults.AddRange(bank.Complaints);
    }

    /// <summary>After everything was carried on: ledger, totals, days and provider say the same.</summary>
    public void LookAtTheEnd(IRefundLedger ledger, TenantId tenant)
    {
        LookAtMoney();
        var rows = AllRows();
        foreach (var refund in bank.Refunds)
        {
            var row = rows.FirstOrDefault(each => each.Key == refund.Request.Key);
            Require(row is not null && row.Amount == refund.Request.Amount && row.Payment == refund.Request.Payment, $"refund {refund.Request.Key} is in no ledger");
            Require(row?.State == refund.State, $"refund {refund.Request.Key} is {row?.State} in the ledger and {refund.State} at the provider");
        }

        foreach (var row in rows.Where(row => row.State is RefundState.Succeeded or RefundState.Pending))
        {
            Require(bank.Refunds.Any(refund => refund.Request.Key == row.Key), $"the provider knows no refund {row.Key}");
        }

        foreach (var customer in rows.GroupBy(row => row.Customer))
        {
            var account = MoneyRun.Told(ledger.ReadAccountAsync(tenant, customer.Key, default));
            var held = customer.Where(row => row.State != RefundState.Failed).ToArray();
            foreach (var order in account.Orders)
            {
                var of = held.Where(row => row.Order == order.Key).ToArray();
                Require(order.Value.Committed.MinorUnits == of.Sum(row => row.Amount.MinorUnits), $"the total of order {order.Key} is not the sum of its refunds");
                Require(
                    order.Value.Units.All(unit => unit.Value == of.Sum(row => row.Items.Count(item => item == unit.Key))), $"the units of order {order.Key} are not those of its refunds");
                Require(
                    order.Value.Payments.All(sum => sum.Value.MinorUnits == of.Where(row => row.Payment == sum.Key).Sum(row => row.Amount.MinorUnits)),
                    $"the payments of order {order.Key} are not those of its refunds");
                Require(order.Value.Shipping?.MinorUnits == of.Sum(row => row.Shipping.MinorUnits), $"the delivery of order {order.Key} is not that of its refunds");
            }

            Require(held.All(row => account.Orders.ContainsKey(row.Order)), $"an order of customer {customer.Key} has no total");
            // An account forgets what was planned longer ago than its history when something new is planned; nothing counts that far back.
            var counts = customer.Max(row => row.PlannedAt) - CustomerAccount.History;
            var recent = account.Recent.Select(each => each.Key).ToHashSet();
            Require(
                recent.IsSubsetOf(held.Select(row => row.Key)) && held.Where(row => row.PlannedAt > counts).All(row => recent.Contains(row.Key)),
                $"the window of customer {customer.Key} does not hold the refunds that count");
        }

        var places = Days().Places.Select(place => (place.Day, place.Refund.Key)).ToHashSet();
        var counting = rows.Where(row => row.State != RefundState.Failed).Select(row => (row.Day, row.Key)).ToHashSet();
        Require(places.IsSubsetOf(counting), $"a place in a day is held by a refund that failed: {string.Join(", ", places.Except(counting))}");
        Require(counting.IsSubsetOf(places), $"a refund that counts has no place in its day: {string.Join(", ", counting.Except(places))}");
    }

    /// <summary>A claim that was accepted has an end, or is open where a person can see it.</summary>
    public void LookAtRecord(DecisionRecord record, IReadOnlySet<DecisionId> open)
    {
        Require(record.State == RecordState.Complete, $"decision {record.Id} is still {record.State}");
        Require(record.IsOpen == open.Contains(record.Id), $"decision {record.Id} is {(record.IsOpen ? "open and not" : "done and")} in the list of open work");
        foreach (var claim in record.Claims)
        {
            Require(claim.Status != ClaimStatus.PendingApproval || (claim.IsOpen() && record.WaitOf(claim).Ended is null), $"claim {claim.Id} of {record.Id} waits for nobody");
            foreach (var part in claim.Refund?.Parts ?? [])
            {
                LookAtPart(record, claim, part);
            }
        }
    }

    private void LookAtPart(DecisionRecord record, ClaimRecord claim, RefundPart part)
    {
        var paid = bank.Refunds.FirstOrDefault(refund => refund.Request.Key == part.Plan.Key);
        var agrees = (part.Result, paid) switch
        {
            (_, { CameBack: true }) => true,
            (RefundResult.Succeeded, { State: RefundState.Succeeded }) => true,
            (RefundResult.Pending, { State: RefundState.Pending }) => true,
            (RefundResult.Failed, null or { State: RefundState.Failed }) => true,

            // Another answer to the same question, or of the same claim, was the one that was paid.
            (RefundResult.Failed { Failure: RefundFailure.Limit }, _) => true,
            (RefundResult.Unknown or null, null) => record.IsOpen,
            _ => false,
        };
        Require(agrees, $"claim {claim.Id} of {record.Id} says {part.Result?.GetType().Name ?? "nothing"}, the provider {paid?.State.ToString() ?? "nothing"}");
    }

    private void LookAtDisputes(RefundEntry[] rows)
    {
        foreach (var row in rows.Where(row => !counted.Contains(row.Key)))
        {
            Require(!Payments.Any(payment => payment.Payment == row.Payment && payment.State.ForbidsRefund), $"refund {row.Key} was begun against a chargeback");
        }

        counted.Clear();
        counted.UnionWith(rows.Select(row => row.Key));
    }

    private void LookAtWindows(CustomerId customer, RefundEntry[] rows)
    {
        foreach (var last in rows)
        {
            var sum = rows.Where(row => row.PlannedAt > last.PlannedAt - CustomerAccount.Window && row.PlannedAt <= last.PlannedAt).Sum(row => row.Amount.MinorUnits);
            Require(sum <= inForce.Max(policy => policy.PerCustomer), $"customer {customer} was given {sum} in 30 days");
        }
    }

    private void LookAtUnits(RefundEntry[] rows)
    {
        foreach (var unit in rows.SelectMany(row => row.Items.Select(item => (row.Order, Item: item))).CountBy(unit => unit))
        {
            var bought = orders[unit.Key.Order].Items.First(item => item.Id == unit.Key.Item).Quantity;
            Require(unit.Value <= bought, $"{unit.Value} of item {unit.Key.Item} of order {unit.Key.Order} were given back");
        }
    }

    /// <summary>
    /// An order of which only units were given back has given at most their price and its delivery once. A sum for no unit says nothing of
    /// what it was for; such orders are held to what they took alone.
    /// </summary>
    private void LookAtDelivery(RefundEntry[] rows)
    {
        foreach (var order in rows.GroupBy(row => row.Order).Where(order => order.GroupBy(row => (row.Decision, row.Claim)).All(refund => refund.Any(part => !part.Items.IsEmpty))))
        {
            var goods = order.SelectMany(row => row.Items).Sum(unit => orders[order.Key].Items.First(item => item.Id == unit).UnitPrice.MinorUnits);
            var sum = order.Sum(row => row.Amount.MinorUnits);
            Require(sum <= goods + orders[order.Key].Shipping!.Value.MinorUnits, $"order {order.Key} gave {sum} back for units of {goods}: its delivery more than once");
        }
    }

    private void LookAtDays(IEnumerable<(DateOnly Day, RefundInitiator By, long Cents)> refunds, string whose)
    {
        foreach (var day in refunds.GroupBy(refund => (refund.Day, refund.By)))
        {
            var alone = day.Key.By == RefundInitiator.Agent;
            var count = inForce.Max(policy => (alone ? policy.AloneCount : policy.ApprovedCount) ?? int.MaxValue);
            var sum = inForce.Max(policy => (alone ? policy.AloneSum : policy.ApprovedSum) ?? int.MaxValue);
            Require(day.Count() <= count && day.Sum(refund => refund.Cents) <= sum, $"{day.Key.By} made {day.Count()} refunds of {day.Sum(refund => refund.Cents)} on {day.Key.Day} by {whose}");
        }
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            Faults.Add(otherwise);
        }
    }

    /// <summary>Those that count.</summary>
    private RefundEntry[] Rows() => [.. AllRows().Where(row => row.State != RefundState.Failed)];

    public RefundEntry[] AllRows() => [.. All<RefundEntry>(TableNames.RefundLedger, key => key.StartsWith("refund", StringComparison.Ordinal)).Select(row => row.Value)];

    private IEnumerable<MarkedPayment> Payments =>
        All<MarkedPayment>(TableNames.RefundLedger, key => key.StartsWith("payment", StringComparison.Ordinal)).Select(row => row.Value);

    private (List<(DateOnly Day, DayRefund Refund)> Places, List<(DateOnly Day, DaySpend Total)> Totals) Days() => (
        [.. All<DayRefund>(TableNames.Spend, key => key.StartsWith("refund", StringComparison.Ordinal)).Where(row => row.Value.Holds).Select(row => (DayOf(row.Partition), row.Value))],
        [.. All<DaySpend>(TableNames.Spend, key => key == "total").Select(row => (DayOf(row.Partition), row.Value))]);

    private static DateOnly DayOf(string partition) => DateOnly.ParseExact(partition.AsSpan()[^8..], "yyyyMMdd");

    private IEnumerable<(string Partition, T Value)> All<T>(string table, Func<string, bool> isWanted)
        where T : class
    {
        foreach (var row in storage[table].QueryAsync(new RowQuery { PartitionFrom = string.Empty, PartitionTo = "\uffff" }, default).ToBlockingEnumerable())
        {
            if (isWanted(row.Key))
            {
                var at = (row.Partition, row.Key, row.ETag!);
                yield return (row.Partition, (T)(read.TryGetValue(at, out var known) ? known : read[at] = row.Read<T>(table)));
            }
        }
    }

    /// <summary>As the ledger keeps it.</summary>
    private sealed record MarkedPayment(PaymentReference Payment, PaymentState State);
}
