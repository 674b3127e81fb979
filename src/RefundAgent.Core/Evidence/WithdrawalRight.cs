using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RefundAgent.Evidence;

/// <summary>
/// The consumer's right to withdraw from a distance purchase without a reason, 14 days from possession
/// (Directive 2011/83/EU, Art. 9 and 16; days are counted by Regulation 1182/71, Art. 3).
/// </summary>
internal static class WithdrawalRight
{
    private const int Days = 14;

    /// <summary>The European Economic Area, ISO 3166-1.</summary>
    private static readonly FrozenSet<string> Countries = FrozenSet.Create(
        StringComparer.Ordinal,
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT",
        "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /// <summary>East of all of them, and west of all of them: where the zone is not known, the customer has the benefit of the doubt.</summary>
    private static readonly TimeSpan Easternmost = TimeSpan.FromHours(3), Westernmost = TimeSpan.FromHours(-1);

    /// <param name="order">What was bought.</param>
    /// <param name="items">Those that the claim is about.</param>
    /// <param name="said">When the customer said it: what counts is that the declaration was sent in time.</param>
    /// <returns>Whether the right holds, null where it is not known; and the days that are left, where they have begun to count.</returns>
    public static (bool? Holds, int? DaysLeft) Of(Order order, ImmutableArray<OrderItem> items, DateTimeOffset said)
    {
        if (order.ShipTo is not { Country: var country })
        {
            return (null, null);
        }

        if (!Countries.Contains(country) || (!items.IsEmpty && items.All(item => item.WithdrawalExempt)))
        {
            return (false, null);
        }

        if ((order.DeliveredAt ?? order.DeliveryScan) is not { } possession)
        {
            return (order.Status == "delivered" ? null : true, null);
        }

        var left = LastDay(possession).DayNumber - Day(said, Westernmost).DayNumber;
        return left >= 0 ? (true, left) : (false, null);
    }

    /// <summary>The day of possession does not count, and no period ends on a weekend. Public holidays differ by place and are not known here.</summary>
    private static DateOnly LastDay(DateTimeOffset possession)
    {
        var last = Day(possession, Easternmost).AddDays(Days);
        return last.DayOfWeek switch
        {
            DayOfWeek.Saturday => last.AddDays(2),
            DayOfWeek.Sunday => last.AddDays(1),
            _ => last,
        };
    }

    private static DateOnly Day(DateTimeOffset time, TimeSpan zone) => DateOnly.FromDateTime(time.ToOffset(zone).DateTime);
}
