using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Puts a decision into words for the team, complete enough to agree or to overrule it without another window. Made of the record alone: what
/// a customer wrote is not repeated, so that no words of theirs stand under our name.
/// </summary>
public static class CaseNotes
{
    /// <param name="record">Complete.</param>
    /// <param name="reply">What the customer is told, or would be.</param>
    /// <param name="sends">The agent sends replies itself.</param>
    public static string OfDecision(DecisionRecord record, string reply, bool sends)
    {
        var lines = new List<string> { $"RefundAgent: {Headline(record)}" };
        foreach (var claim in record.Claims)
        {
            lines.Add("");
            lines.AddRange(OfClaim(record, claim));
        }

        var waits = record.Claims.Any(claim => claim.IsOpen());
        lines.Add("");
        lines.Add($"Policy {record.Policy.Value[..Math.Min(record.Policy.Value.Length, 12)]} · context version {record.Context} · decision {record.Id}{AdviceOf(record)}");
        lines.AddRange(HowToAnswer(record));
        if (waits || !sends)
        {
            lines.Add("");
            lines.Add(waits && sends ? "Once nothing waits any more, the customer is answered. As things stand:" : "Prepared answer to the customer:");
            lines.AddRange(reply.Split('\n').Select(line => $"> {line}".TrimEnd()));
        }

        return string.Join('\n', lines);
    }

    public static string OfExpiry(DecisionRecord record) => string.Join('\n',
    [
        "RefundAgent: nobody answered in time. Nothing was paid and the customer was refused nothing; please take the case over.",
        .. record.Claims.Where(claim => claim.Wait?.Ended is not null).Select(claim => $"Claim {claim.Id}: waited since {At(claim.Wait!.Since)}."),
    ]);

    public static string OfPreparedReply(string reply) =>
        string.Join('\n', ["RefundAgent: the case is settled. Prepared answer to the customer:", .. reply.Split('\n').Select(line => $"> {line}".TrimEnd())]);

    private static string Headline(DecisionRecord record) => (record.Claims.Any(claim => claim.IsOpen()), record.Status) switch
    {
        (true, _) => "a person has to agree",
        (_, ClaimStatus.Executed) => "refunded",
        _ when record.Claims.Any(claim => claim.Ruling is Ruling.Escalate) => "this one is for a person",
        _ when record.Claims.Any(claim => claim.Ruling is Ruling.Ask) => "the customer is asked",
        _ => "refused",
    };

    private static IEnumerable<string> OfClaim(DecisionRecord record, ClaimRecord claim)
    {
        yield return $"{claim.Id} · {claim.Request.ToString().ToLowerInvariant()}: {Said(claim)}";
        if (claim.Ruling is Ruling.Approve approve)
        {
            yield return $"  amount: {Breakdown(approve)}";
        }

        if (claim.Refund is { Result: { } result } refund)
        {
            yield return $"  refund: {InWords(result)} ({refund.Moved} of {refund.Amount} moved or on its way)";
        }

        foreach (var reason in claim.Ruling.Reasons)
        {
            yield return $"  because: {reason.Text} [{reason.Kind.ToString().ToLowerInvariant()} {reason.Id}]";
        }

        foreach (var item in claim.Proposal.Items)
        {
            yield return $"  learned item: {item}";
        }

        yield return $"  confidence: {Confidence(claim)}";
        if (claim.IsOpen())
        {
            yield return $"  waits for a person until {At(record.WaitOf(claim).ExpiresAt)}"
                + (claim.Agreement is { } first ? $"; {first.By} has agreed to {first.Amount}, a second person has to" : "");
        }
    }

    private static string Said(ClaimRecord claim) => (claim.Ruling, claim.IsOpen()) switch
    {
        (Ruling.Approve approve, true) => $"would refund {approve.Amount} on order {approve.Order}",
        (Ruling.Approve approve, _) => $"refund of {approve.Amount} on order {approve.Order}",
        (Ruling.Deny, true) => "would refuse",
        (Ruling.Deny, _) => "refused",
        (Ruling.Ask ask, _) => $"asks the customer: {string.Join(' ', ask.Missing)}",
        (Ruling.Escalate escalate, _) => $"left to {(escalate.To == Tickets.Roles.Manager ? "a manager" : "the team")}",
        _ => "",
    };

    private static string Breakdown(Ruling.Approve approve)
    {
        var units = approve.Items.GroupBy(item => item).Select(group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} × {group.Key}").ToImmutableArray();
        return $"{approve.Amount - approve.Shipping} for {(units.IsEmpty ? "the order" : string.Join(", ", units))}"
            + (approve.Shipping.IsZero ? "" : $", {approve.Shipping} for delivery")
            + (approve.PayTo == RefundDestination.Original ? ", the way it was paid" : $", as {approve.PayTo}")
            + (approve.KeepItem ? ", nothing has to come back" : "");
    }

    private static string InWords(RefundResult result) => result switch
    {
        RefundResult.Succeeded succeeded => $"paid, {succeeded.Reference}",
        RefundResult.Pending pending => $"on its way, {pending.Reference}",
        RefundResult.Failed failed => $"failed: {failed.Written}",
        RefundResult.Unknown unknown => $"nobody knows yet: {unknown.Detail}",
        _ => "",
    };

    private static string Confidence(ClaimRecord claim) => claim.Autonomy switch
    {
        { State: AutonomyState.Auto } => "a rule that acts alone",
        { Reviewed: 0 } => string.Create(CultureInfo.InvariantCulture, $"nobody has judged this kind of ruling yet; the advisor's own estimate is {claim.Proposal.Confidence:P0}"),
        var earned => string.Create(
            CultureInfo.InvariantCulture,
            $"people agree with this kind of ruling in at least {earned.AgreementLowerBound:P1} of cases ({earned.Reviewed} judged, 95 % sure)"),
    };

    private static string AdviceOf(DecisionRecord record) => record.Usage is { Deployment: { } deployment } ? $" · advice of {deployment}" : "";

    private static IEnumerable<string> HowToAnswer(DecisionRecord record)
    {
        var several = record.Claims.Length > 1;
        var open = record.Claims.FirstOrDefault(claim => claim.IsOpen());
        var which = several ? $" {(open ?? record.Claims[0]).Id}" : "";
        yield return "";
        yield return open is null
            ? "If this is wrong, write an internal note that begins with one of:"
            : "To answer, write an internal note that begins with one of:";
        if (open is { Ruling: Ruling.Approve approve })
        {
            yield return $"  /approve{which} – refunds {approve.Amount}";
            yield return $"  /approve{which} {(approve.Amount.MinorUnits > 1 ? approve.Amount with { MinorUnits = approve.Amount.MinorUnits / 2 } : approve.Amount).ToDecimalString()} – refunds that sum instead";
            yield return $"  /deny{which} reason – pays nothing; you answer the customer";
        }
        else if (open is not null)
        {
            yield return $"  /deny{which} – refuses, as proposed";
            yield return $"  /approve{which} – does not refuse; you decide and answer the customer";
        }

        yield return $"  /correct{which} approve 12.50 reason · /correct{which} deny reason · /correct{which} escalate reason – teaches what would have been right, moves no money";
    }

    private static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
