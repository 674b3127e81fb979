using RefundAgent.Amounts;
using RefundAgent.Cli.Replay.Page;
using RefundAgent.Decisions;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;

namespace RefundAgent.Cli.Replay;

/// <summary>What a replay comes to.</summary>
internal enum Finding
{
    Empty,
    TooFew,

    /// <summary>Nothing earned enough agreement to act alone.</summary>
    NeverAlone,

    /// <summary>Alone it would have been wrong more often than the policy's target allows.</summary>
    TooOftenWrong,

    /// <summary>Its mistakes would have cost more than the handling that it would have saved.</summary>
    DoesNotPay,

    Pays,
}

/// <summary>
/// Whether learning pays, from the forecast of live operation and the policy's own prices; "it does not" is an answer like any other, and
/// the terminal and the page give the same one.
/// </summary>
/// <param name="Finding">Which.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Text">In a sentence or two.</param>
/// <param name="Saved">Handling of what it decided alone, at the policy's price, over the last cases.</param>
/// <param name="Lost">What its mistakes alone would have cost, at the policy's prices.</param>
internal sealed record ReplayVerdict(Finding Finding, string Title, string Text, Money Saved, Money Lost)
{
    /// <summary>Below this, one case more or less is a percent or more.</summary>
    private const int Fewest = 100;

    public static ReplayVerdict Of(ReplayReport forecast, RefundPolicy policy)
    {
        var alone = forecast.Alone;
        var saved = policy.Prices.NeedlessEscalation * alone.Cases;
        var lost = new Money(
            (long)Math.Round((alone.OverRefund.MinorUnits * policy.Prices.OverRefund) + (alone.WrongDenial.MinorUnits * policy.Prices.WrongfulDenial)), policy.Currency);
        var finding = forecast.Cases == 0 ? Finding.Empty
            : forecast.Cases < Fewest ? Finding.TooFew
            : alone.Cases == 0 ? Finding.NeverAlone
            : lost >= saved ? Finding.DoesNotPay
            : alone.Wrong > (1 - policy.Autonomy.Target) * alone.Cases ? Finding.TooOftenWrong
            : Finding.Pays;
        var (title, text) = Say(finding, forecast, policy, saved, lost);
        return new ReplayVerdict(finding, title, text, saved, lost);
    }

    /// <summary>The most that the share of wrong ones may well be, seeing so few: the upper end of a one-sided 95 % interval.</summary>
    public static double WorstShare(int wrong, int cases) => cases == 0 ? 1 : 1 - Autonomy.WilsonLowerBound(cases - wrong, cases);

    private static (string Title, string Text) Say(Finding finding, ReplayReport forecast, RefundPolicy policy, Money saved, Money lost)
    {
        var alone = forecast.Alone;
        var last = forecast.Final.To - forecast.Final.From;
        var agreed = Words.Percent(1 - forecast.Final.Disagreement);
        var alike = $"In the last {Words.Cases(last)} its suggestion was what your people decided in {agreed}";
        var balance = $"With the verdicts of live operation alone, of the last {Words.Cases(last)} it would have decided {Words.Count(alone.Cases)} alone, {Words.Count(alone.Wrong)} of them unlike your people. "
            + $"At your policy's prices that saves {Words.Sum(saved)} of handling and costs {Words.Sum(lost)} in mistakes";
        return finding switch
        {
            Finding.Empty => ("There is nothing to judge yet", "The history has no cases. Export past cases with their verdicts, and replay them."),
            Finding.TooFew => (
                "Too few cases to tell",
                $"{Words.Cases(forecast.Cases)} are enough to see what is being learned, not whether it pays; {Words.Cases(Fewest)} are the least, some hundreds are better."),
            Finding.NeverAlone => (
                "Learning does not pay here yet",
                $"{alike}, but nothing has earned the agreement of {policy.Autonomy.Target.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} that acting alone takes: every case would still need a person."),
            Finding.DoesNotPay => ("Learning does not pay here", $"{balance}. Leave it on suggestions, or off."),
            Finding.TooOftenWrong => ("Not good enough to act alone yet", $"{balance}; but it would be wrong more often than the target of your policy allows. Leave it on suggestions."),
            _ => ("Learning pays here", $"{balance}. Every other case would have waited for a person, with a suggestion."),
        };
    }
}
