using System.Collections.Immutable;
using RefundAgent.Amounts;

namespace RefundAgent.Learning.Replay;

/// <summary>A whole history, or all that is wrong with it.</summary>
/// <param name="Lines">Empty where there are faults.</param>
/// <param name="Faults">In the order of the lines.</param>
public sealed record History(ImmutableArray<HistoryLine> Lines, ImmutableArray<LineFault> Faults)
{
    /// <summary>More than this at once helps nobody.</summary>
    private const int MostFaults = 50;

    /// <param name="lines">Of the file; blank ones are passed over.</param>
    /// <param name="currency">The policy's: amounts in another one could be compared with nothing.</param>
    public static History Read(IEnumerable<string> lines, Currency currency)
    {
        var read = ImmutableArray.CreateBuilder<HistoryLine>();
        var faults = ImmutableArray.CreateBuilder<LineFault>();
        var number = 0;
        foreach (var text in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (HistoryLine.TryParse(text, number, out var line, out var found))
            {
                found = [.. CurrencyFaults(line, number, currency)];
                read.Add(line);
            }

            faults.AddRange(found);
            if (faults.Count >= MostFaults)
            {
                break;
            }
        }

        return faults.Count == 0 ? new History(read.ToImmutable(), []) : new History([], faults.ToImmutable());
    }

    private static IEnumerable<LineFault> CurrencyFaults(HistoryLine line, int number, Currency currency) =>
        new[] { ("claim.requested", line.Requested), ("paid", line.Paid), ("verdict.amount", line.Amount) }
            .Where(each => each.Item2 is { } sum && sum.Currency != currency)
            .Select(each => new LineFault(number, each.Item1, $"is in {each.Item2!.Value.Currency}, the policy in {currency}; replay one currency at a time"));
}
