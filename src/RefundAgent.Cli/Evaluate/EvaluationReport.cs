using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Evaluate;

/// <summary>The figures of an evaluation; exactness is counted over tickets whose truth has refunds, wrong money over all.</summary>
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
    int Errors)
{
    public static EvaluationReport Of(IReadOnlyList<TicketResult> results)
    {
        var withRefunds = results.Where(result => !result.Ticket.Truth.Refunds.IsEmpty).ToArray();
        var wrong = results.Where(result => result.Verdict.Wrong > 0).ToArray();
        var refundOnly = withRefunds.Where(result => result.Ticket.Truth.RefundOnly).ToArray();
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
            results.Count(result => result.Answer is null));
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
