using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>Compares all books with each other, with the orders, with the limits and with what was asked. It does sums of its own.</summary>
internal sealed class KillAudit(KillBooks books, IReadOnlyList<ShopOrder> orders, Limits limits, IReadOnlyList<Ask> asks)
{
    private readonly List<string> doubles = [];
    private readonly List<string> overs = [];
    private readonly List<string> passed = [];
    private readonly List<string> lost = [];
    private readonly List<string> unsettled = [];
    private readonly List<string> apart = [];

    public (Zeros Zeros, ImmutableArray<string> Findings, MoneyMoved Money) Run()
    {
        var (records, ledger) = (books.Decisions, books.Ledger);
        CompareWithProvider(ledger);
        CheckOrders(ledger);
        CheckLimits(ledger);
        CheckTotals(ledger);
        CheckDays(ledger);
        CheckDecisions(records, ledger);
        CheckAsks(records);

        var zeros = new Zeros(doubles.Count, overs.Count, passed.Count, lost.Count, unsettled.Count, apart.Count);
        var moved = ledger.Where(entry => entry.State == RefundState.Succeeded).ToArray();
        return (
            zeros,
            [.. doubles, .. overs, .. passed, .. lost, .. unsettled, .. apart],
            new MoneyMoved(
                records.Length,
                records.Count(record => record.Status == ClaimStatus.PendingApproval),
                records.Sum(record => record.Claims.Count(claim => claim.Answer is not null)),
                moved.Length,
                ledger.Count(entry => entry.State == RefundState.Failed),
                moved.Sum(entry => entry.Amount.Major),
                records.Sum(record => record.Claims.Count(claim => claim.Judged().Reasons.Any(reason => reason.Id == ReasonIds.PerDay)))));
    }

    private void CompareWithProvider(ImmutableArray<RefundEntry> ledger)
    {
        var paid = books.Charges.SelectMany(charge => charge.Refunds).Where(refund => refund.State != RefundState.Failed).ToArray();
        Add(doubles, paid.GroupBy(each => each.Key).Where(same => same.Count() > 1), same => $"key {same.Key} was paid {same.Count()} times");
        var rows = ledger.ToDictionary(entry => entry.Key);
        Add(doubles, paid.Where(each => !rows.ContainsKey(each.Key)), each => $"the provider paid {each.Key}, which the ledger does not know");
        Add(
            doubles,
            ledger.Where(entry => paid.Any(each => each.Key == entry.Key)).GroupBy(entry => (entry.Decision, entry.Claim, entry.Payment)).Where(same => same.Count() > 1),
            same => $"claim {same.Key.Claim} of {same.Key.Decision} was paid {same.Count()} times");
        foreach (var entry in ledger)
        {
            var atProvider = paid.FirstOrDefault(each => each.Key == entry.Key);
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

    private void CheckOrders(ImmutableArray<RefundEntry> ledger)
    {
        Add(
            overs,
            books.Charges.Where(charge => Sum(charge.Refunds.Where(refund => refund.State != RefundState.Failed).Select(refund => refund.Amount)) > charge.Captured.Major),
            charge => $"charge {charge.Payment} gave back more than {charge.Captured}");
        foreach (var order in orders)
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

    private void CheckLimits(ImmutableArray<RefundEntry> ledger)
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

    private void CheckTotals(ImmutableArray<RefundEntry> ledger)
    {
        foreach (var order in orders)
        {
            var rows = Sum(ledger.Where(entry => entry.Order.Value == order.Id && entry.State != RefundState.Failed).Select(entry => entry.Amount));
            var total = books.OrderTotals.GetValueOrDefault(new OrderId(order.Id));
            if (rows != total)
            {
                apart.Add(string.Create(CultureInfo.InvariantCulture, $"order {order.Id} has a total of {total}, and rows of {rows}"));
            }
        }
    }

    private void CheckDays(ImmutableArray<RefundEntry> ledger)
    {
        foreach (var ((day, initiator), total) in books.DayTotals)
        {
            var rows = ledger.Where(entry => entry.Day == day && entry.Initiator == initiator && entry.State != RefundState.Failed).ToArray();
            if (total != (rows.Length, Sum(rows.Select(entry => entry.Amount))))
            {
                apart.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:O} of {initiator} has {total.Count} refunds of {total.Sum} in its total, and {rows.Length} of {Sum(rows.Select(entry => entry.Amount))} in the ledger"));
            }
        }
    }

    private void CheckDecisions(ImmutableArray<DecisionRecord> records, ImmutableArray<RefundEntry> ledger)
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

    private void CheckAsks(ImmutableArray<DecisionRecord> records)
    {
        var tickets = records.Select(record => record.Ticket.Value).ToHashSet(StringComparer.Ordinal);
        var answered = records.SelectMany(record => record.Claims.Where(claim => claim.Answer is not null).Select(claim => $"{record.Id} {claim.Id}")).ToHashSet(StringComparer.Ordinal);
        Add(unsettled, asks.Where(ask => ask.Answered is null), ask => $"{ask.Kind} {ask.Name} never got an answer");
        Add(lost, asks.Where(ask => ask is { Kind: AskKind.Decide or AskKind.Webhook, Answered: not null } && !tickets.Contains(ask.Name)).DistinctBy(ask => ask.Name), ask => $"ticket {ask.Name} was accepted and never decided");
        Add(lost, asks.Where(ask => ask is { Kind: AskKind.Approve, Answered: HttpStatusCode.OK } && !answered.Contains(ask.Name)), ask => $"the answer to {ask.Name} was accepted and is gone");
        foreach (var ask in asks.Where(ask => ask is { Kind: AskKind.Feedback, Answered: not null }))
        {
            var times = books.FeedbackLedger.Count(id => id == ask.Name);
            if (times == 0 && !books.FeedbackInbox.Contains(ask.Name))
            {
                lost.Add($"feedback {ask.Name} was accepted and is gone");
            }
            else if (times > 1)
            {
                apart.Add($"feedback {ask.Name} stands {times} times in the ledger");
            }
        }

        Add(lost, books.Poison, queue => $"a message is in {queue}");
    }

    private static void Add<T>(List<string> findings, IEnumerable<T> faults, Func<T, string> tell) => findings.AddRange(faults.Select(tell));

    private static decimal Sum(IEnumerable<Money> amounts) => amounts.Sum(amount => amount.Major);
}
