using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Evaluate;

/// <summary>The figures of an evaluation; exactness is counted over tickets whose truth has refunds, wrong money over all.</summary>
/// <param name="Prepared">Exact once a person agrees to what waits; those that are exact already included.</param>
/// <param name="Tokens">That a model used, in failed attempts too.</param>
/// <param name="CostUsd">By the configured price list.</param>
/// <param name="Milliseconds">Of a model's advice on a message; absent where none was asked.</param>
/// <param name="Advised">Tickets on which a model spoke: the others are the built-in advisor's word, whatever was asked for.</param>
/// <param name="Fallbacks">Tickets on which the built-in advisor stood in for the model, by the first word of the reason.</param>
internal sealed record EvaluationReport(
    int Tickets,
    int WithRefunds,
    int Exact,
    ImmutableSortedDictionary<string, GroupFigures> Groups,
    RefundOnlyFigures RefundOnly,
    WrongMoney WrongMoney,
    MissedMoney Missed,
    int Asked,
    int Escalated,
    int PendingApproval,
    int Errors,
    int Prepared,
    TokenCount Tokens,
    decimal CostUsd,
    AdviceTime? Milliseconds,
    int Advised,
    ImmutableSortedDictionary<string, int> Fallbacks)
{
    public static EvaluationReport Of(IReadOnlyList<TicketResult> results)
    {
        var withRefunds = results.Where(result => !result.Ticket.Truth.Refunds.IsEmpty).ToArray();
        var wrong = results.Where(result => result.Verdict.Wrong > 0).ToArray();
        var refundOnly = withRefunds.Where(result => result.Ticket.Truth.RefundOnly).ToArray();
        var usages = results.Select(result => result.Usage).OfType<AdvisorUsage>().ToArray();
        return new EvaluationReport(
            results.Count,
            withRefunds.Length,
            Exactly(withRefunds),
            results.GroupBy(result => result.Ticket.Group ?? "all", StringComparer.Ordinal).ToImmutableSortedDictionary(
                group => group.Key,
                group => new GroupFigures(
                    group.Count(result => !result.Ticket.Truth.Refunds.IsEmpty),
                    Exactly(group.Where(result => !result.Ticket.Truth.Refunds.IsEmpty))),
                StringComparer.Ordinal),
            new RefundOnlyFigures(refundOnly.Length, Exactly(refundOnly)),
            new WrongMoney(wrong.Length, Sum(results, result => result.Verdict.Wrong), [.. wrong.Select(result => result.Ticket.Id)]),
            new MissedMoney(results.Count(result => result.Verdict.Missed > 0), Sum(results, result => result.Verdict.Missed)),
            results.Count(result => result.Outcome == "ask"),
            results.Count(result => result.Outcome == "escalate"),
            results.Count(result => result.Status == "pendingApproval"),
            results.Count(result => result.Answer is null),
            withRefunds.Count(result => result.Prepared),
            new TokenCount(usages.Sum(usage => (long)usage.InputTokens), usages.Sum(usage => (long)usage.OutputTokens)),
            usages.Sum(usage => usage.CostUsd),
            AdviceTime.Of(usages.Where(usage => usage.Advisor == AdvisorKind.Model || usage.Fallback is not null).Select(usage => usage.Milliseconds)),
            usages.Count(usage => usage.Advisor == AdvisorKind.Model),
            usages.Select(usage => usage.Fallback).OfType<string>().CountBy(reason => reason.Split(':')[0], StringComparer.Ordinal)
                .ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static int Exactly(IEnumerable<TicketResult> results) => results.Count(result => result.Verdict.Exact);

    /// <summary>Evaluation files are of one currency; a mixed one is summed in the first ticket's, minor unit by minor unit.</summary>
    private static Money Sum(IReadOnlyList<TicketResult> results, Func<TicketResult, long> minor) =>
        new(results.Sum(minor), results.Count == 0 ? Currency.Usd : Currency.Parse(results[0].Currency));
}

internal sealed record GroupFigures(int WithRefunds, int Exact);

internal sealed record RefundOnlyFigures(int Tickets, int Exact);

internal sealed record WrongMoney(int Tickets, Money Amount, ImmutableArray<TicketId> Ids);

internal sealed record MissedMoney(int Tickets, Money Amount);

internal sealed record TokenCount(long Input, long Output);

internal sealed record AdviceTime(double Median, double P95)
{
    public static AdviceTime? Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return sorted.Length == 0 ? null : new AdviceTime(At(sorted, 0.5), At(sorted, 0.95));
    }

    /// <summary>The smallest value that at least this share is not above.</summary>
    private static double At(double[] sorted, double share) => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 1);
}

/// <summary>The same tickets through either advisor.</summary>
/// <param name="Differ">Tickets that end otherwise: another outcome, another sum, or a person in between.</param>
internal sealed record Comparison(EvaluationReport Precedent, EvaluationReport Model, ImmutableArray<TicketId> Differ)
{
    public static Comparison Of(IReadOnlyList<TicketResult> precedent, IReadOnlyList<TicketResult> model) => new(
        EvaluationReport.Of(precedent),
        EvaluationReport.Of(model),
        [.. precedent.Zip(model).Where(pair => pair.First.Effect != pair.Second.Effect).Select(pair => pair.First.Ticket.Id)]);
}
