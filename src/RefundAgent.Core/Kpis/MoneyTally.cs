using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;

namespace RefundAgent.Kpis;

/// <summary>Sums what became of refunds, each currency by itself.</summary>
internal sealed class MoneyTally
{
    private readonly SortedDictionary<string, Sums> currencies = new(StringComparer.Ordinal);

    public void Add(RefundAction refund)
    {
        foreach (var part in refund.Parts)
        {
            var amount = part.Plan.Amount;
            if (!currencies.TryGetValue(amount.Currency.Code, out var sums))
            {
                currencies[amount.Currency.Code] = sums = new Sums(amount.Currency);
            }

            sums.Add(part);
        }
    }

    public ImmutableArray<MoneyCounts> Counts() => [.. currencies.Values.Select(sums => sums.Counts())];

    public ImmutableArray<CountedSum> Executed() => [.. currencies.Values.Select(sums => sums.Counts().Executed).Where(sum => sum.Count > 0)];

    private sealed class Sums(Currency currency)
    {
        private CountedSum agent = None(currency);
        private CountedSum people = None(currency);
        private CountedSum pending = None(currency);
        private CountedSum unknown = None(currency);

        public void Add(RefundPart part)
        {
            switch (part)
            {
                case { Result: RefundResult.Succeeded, Plan.Initiator: RefundInitiator.Agent }:
                    agent = Plus(agent, part);
                    break;
                case { Result: RefundResult.Succeeded }:
                    people = Plus(people, part);
                    break;
                case { Result: RefundResult.Pending }:
                    pending = Plus(pending, part);
                    break;
                case { Result: RefundResult.Unknown }:
                    unknown = Plus(unknown, part);
                    break;
            }
        }

        public MoneyCounts Counts() => new(
            currency, new CountedSum(agent.Count + people.Count, agent.Amount + people.Amount), agent, people, pending, unknown);

        private static CountedSum None(Currency currency) => new(0, Money.Zero(currency));

        private static CountedSum Plus(CountedSum sum, RefundPart part) => new(sum.Count + 1, sum.Amount + part.Plan.Amount);
    }
}
