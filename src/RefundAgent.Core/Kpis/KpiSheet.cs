using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Experiments;

namespace RefundAgent.Kpis;

/// <summary>
/// The figures that tell an operator in one look whether the agent does its work: what it decided, what it paid, what it left to people, and
/// whether they agreed. Counted from the records of decisions, so that they add up to what <c>GET /api/refunds</c> lists.
/// </summary>
public sealed record KpiSheet
{
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Messages decided in that time.</summary>
    public required int Decisions { get; init; }

    /// <summary>Claims in them.</summary>
    public required int Claims { get; init; }

    /// <summary>Of the claims, as they stand now.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>Claims approved or denied without a person, and their share of all claims, 0 to 1.</summary>
    public required Share Alone { get; init; }

    /// <summary>Claims that a person has to take over, and their share of all claims, 0 to 1.</summary>
    public required Share Escalated { get; init; }

    /// <summary>Money by currency, in the order of the currencies' codes.</summary>
    public required ImmutableArray<MoneyCounts> Refunds { get; init; }

    public required WaitingClaims Waiting { get; init; }

    public required PeopleCounts People { get; init; }

    /// <summary>Null where no model was asked.</summary>
    public ModelCounts? Model { get; init; }

    public required LearnedCounts Learned { get; init; }

    /// <summary>Discrepancies about money that nobody has closed, of any time.</summary>
    public required int Discrepancies { get; init; }

    /// <summary>One for each UTC day of the window, oldest first, days without decisions included.</summary>
    public required ImmutableArray<DayCounts> Days { get; init; }
}

public sealed record OutcomeCounts(int Approve, int Deny, int Ask, int Escalate);

/// <param name="Rate">Of all, 0 to 1, to four digits; null where there are none to take a share of.</param>
public sealed record Share(int Count, double? Rate)
{
    public static Share Of(int count, int all) => new(count, all == 0 ? null : Math.Round((double)count / all, 4));
}

/// <summary>Refunds by what the provider said; a refund in two payments counts twice, as it does in the provider's books.</summary>
/// <param name="Currency">Of all sums in this entry.</param>
/// <param name="Executed">Made.</param>
/// <param name="ByAgent">Of the executed, on the agent's word alone.</param>
/// <param name="ByPeople">Of the executed, on a person's word.</param>
/// <param name="Pending">Accepted and under way.</param>
/// <param name="Unknown">Of which nobody knows yet whether they were made.</param>
public sealed record MoneyCounts(Currency Currency, CountedSum Executed, CountedSum ByAgent, CountedSum ByPeople, CountedSum Pending, CountedSum Unknown);

public sealed record CountedSum(int Count, Money Amount);

/// <param name="Claims">Of the window's decisions, that wait for a person now.</param>
/// <param name="OldestSince">Null where none waits.</param>
public sealed record WaitingClaims(int Claims, DateTimeOffset? OldestSince);

/// <param name="Answered">Claims that waited and were answered.</param>
/// <param name="Agreed">Of those, as proposed.</param>
/// <param name="Changed">Of those, approved with another amount.</param>
/// <param name="Rejected">Of those, rejected.</param>
/// <param name="Expired">Claims that nobody answered in time.</param>
/// <param name="Agreement">Agreed of answered, with its 95 % interval (Wilson 1927); null where nobody answered.</param>
/// <param name="MedianMinutes">From the ruling to the answer; null where nobody answered.</param>
/// <param name="ReviewsWanted">Rulings that acted alone and still wait to be looked at.</param>
public sealed record PeopleCounts(
    int Answered, int Agreed, int Changed, int Rejected, int Expired, RateInterval? Agreement, double? MedianMinutes, int ReviewsWanted);

/// <param name="Decisions">Messages on which a model was asked.</param>
/// <param name="Fallbacks">Of those, on which the built-in advisor stood in.</param>
/// <param name="CostUsd">By the configured price list.</param>
/// <param name="MedianMilliseconds">Of advice, in wall time.</param>
/// <param name="P95Milliseconds">The same for the slowest in twenty.</param>
public sealed record ModelCounts(
    int Decisions, int Fallbacks, long InputTokens, long OutputTokens, decimal CostUsd, double MedianMilliseconds, double P95Milliseconds);

/// <param name="Version">In force now.</param>
/// <param name="Held">By a rollback, until somebody resumes.</param>
/// <param name="Items">Learned items in force.</param>
/// <param name="SegmentsEarned">Kinds of ruling that act alone by what they have earned.</param>
/// <param name="Segments">Kinds of ruling that people have judged.</param>
/// <param name="Proposals">Changes of the policy that wait for a person.</param>
public sealed record LearnedCounts(ContextVersion Version, bool Held, int Items, int SegmentsEarned, int Segments, int Proposals);

/// <param name="Executed">Sums of refunds made, one for each currency.</param>
public sealed record DayCounts(DateOnly Day, int Claims, int Alone, int Escalated, ImmutableArray<CountedSum> Executed);
