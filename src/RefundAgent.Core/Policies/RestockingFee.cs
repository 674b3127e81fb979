using RefundAgent.Amounts;

namespace RefundAgent.Policies;

/// <summary>What the operator keeps back of goods that come back by choice. A closed set.</summary>
/// <param name="When">The returns that it is kept back of.</param>
public abstract record RestockingFee(Condition When)
{
    /// <summary>The fee in minor units, at most <paramref name="goods"/>.</summary>
    /// <param name="before">The value of the units that were given back before.</param>
    /// <param name="goods">The value of those that are given back now.</param>
    /// <param name="currency">Of both.</param>
    internal abstract long Of(long before, long goods, Currency currency);

    /// <summary>
    /// A share of the goods' value, rounded half up on all that has come back so far: a claim of its own is rounded like any sum, and
    /// returning one by one keeps back exactly what returning together does.
    /// </summary>
    /// <param name="Percent">Above 0, at most 100.</param>
    public sealed record OfValue(decimal Percent, Condition When) : RestockingFee(When)
    {
        internal override long Of(long before, long goods, Currency currency) => Share(checked(before + goods)) - Share(before);

        private long Share(long value) => (long)Math.Round(value * Percent / 100, MidpointRounding.AwayFromZero);
    }

    /// <summary>The same sum for every claim.</summary>
    public sealed record Fixed(Money Amount, Condition When) : RestockingFee(When)
    {
        internal override long Of(long before, long goods, Currency currency) =>
            Amount.Currency == currency ? Math.Min(Amount.MinorUnits, goods) : 0;
    }
}
