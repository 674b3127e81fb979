using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Kpis;

/// <summary>Adds up records one by one, in any order, so that a window of any length needs little memory.</summary>
internal sealed class KpiTally(DateTimeOffset from, DateTimeOffset to)
{
    private readonly MoneyTally money = new();
    private readonly PeopleTally people = new();
    private readonly ModelTally model = new();
    private readonly Dictionary<DateOnly, DayTally> days = [];
    private readonly int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
    private int decisions;
    private int claims;
    private int alone;

    public void Add(DecisionRecord record)
    {
        if (record.DecidedAt < from || record.DecidedAt >= to)
        {
            return;
        }

        decisions++;
        model.Add(record.Usage);
        var day = Day(DateOnly.FromDateTime(record.DecidedAt.UtcDateTime));
        foreach (var claim in record.Claims)
        {
            Add(record, claim, day);
        }
    }

    public KpiSheet Sheet(LearnedCounts learned, int discrepancies) => new()
    {
        From = from,
        To = to,
        Decisions = decisions,
        Claims = claims,
        Outcomes = new OutcomeCounts(Of(Outcome.Approve), Of(Outcome.Deny), Of(Outcome.Ask), Of(Outcome.Escalate)),
        Alone = Share.Of(alone, claims),
        Escalated = Share.Of(Of(Outcome.Escalate), claims),
        Refunds = money.Counts(),
        Waiting = people.Waiting(),
        People = people.Counts(),
        Model = model.Counts(),
        Learned = learned,
        Discrepancies = discrepancies,
        Days = [.. Dates().Select(date => Day(date).Counts(date))],
    };

    private void Add(DecisionRecord record, ClaimRecord claim, DayTally day)
    {
        claims++;
        outcomes[(int)claim.Ruling.Outcome]++;
        var byItself = claim.Ruling is Ruling.Approve or Ruling.Deny && !claim.HasWaited();
        alone += byItself ? 1 : 0;
        people.Add(record, claim);
        day.Add(byItself, claim.Ruling.Outcome == Outcome.Escalate);
        if (claim.Refund is { } refund)
        {
            money.Add(refund);
            day.Money.Add(refund);
        }
    }

    private int Of(Outcome outcome) => outcomes[(int)outcome];

    private DayTally Day(DateOnly date) => days.TryGetValue(date, out var day) ? day : days[date] = new DayTally();

    private IEnumerable<DateOnly> Dates()
    {
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        for (var date = DateOnly.FromDateTime(from.UtcDateTime); date <= last; date = date.AddDays(1))
        {
            yield return date;
        }
    }

    private sealed class DayTally
    {
        private int claims;
        private int alone;
        private int escalated;

        public MoneyTally Money { get; } = new();

        public void Add(bool byItself, bool handedOver)
        {
            claims++;
            alone += byItself ? 1 : 0;
            escalated += handedOver ? 1 : 0;
        }

        public DayCounts Counts(DateOnly date) => new(date, claims, alone, escalated, Money.Executed());
    }
}
