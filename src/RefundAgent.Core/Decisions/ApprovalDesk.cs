using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>
/// The coordinator of a person's answer to a ruling that waits: what is left unfinished first, then the answer is written into the record
/// as it was read (so one counts), then <see cref="Intents"/> acts on it. Money moves only after that write, so that whoever comes next
/// after a crash finds the answer and carries it out.
/// </summary>
public sealed partial class ApprovalDesk(
    IDecisionRecords records,
    Intents intents,
    ActiveContext active,
    EvidenceRoom evidenceRoom,
    IRefundLedger ledger,
    ISpendBook days,
    TimeProvider time,
    ILogger<ApprovalDesk> logger)
{
    /// <exception cref="NoPolicyException">The tenant's operator has not said what is allowed.</exception>
    public async Task<ApprovalResult> AnswerAsync(
        TenantId tenant, DecisionId decision, PersonsAnswer said, CancellationToken cancellationToken)
    {
        while (await records.FindAsync(tenant, decision, cancellationToken) is { } found)
        {
            var record = await intents.FinishAsync(found, cancellationToken);
            var (claim, mistaken) = ApprovalReview.Pick(record, said);
            if (claim is null)
            {
                return mistaken!;
            }

            if (ApprovalReview.TooLate(record, claim, said, time.GetUtcNow()) is { } late)
            {
                return late;
            }

            var (heard, account, obstacle) = await ReviewAsync(record, claim, said, cancellationToken);
            if (heard is null)
            {
                return obstacle!;
            }

            var (next, papers) = ApprovalReview.WriteDown(record, heard, said.Note);
            if (await records.ReplaceAsync(next, papers, cancellationToken) is { } written)
            {
                return await CarryOutAsync(written, heard, account, cancellationToken);
            }
        }

        return new ApprovalResult.UnknownDecision();
    }

    private async Task<ApprovalResult> CarryOutAsync(
        DecisionRecord written, ClaimRecord heard, CustomerAccount account, CancellationToken cancellationToken)
    {
        if (heard.Answer is not { } answer)
        {
            LogAgreed(written.Id, heard.Id, heard.Agreement!.By.Value);
            return new ApprovalResult.Agreed(written);
        }

        LogAnswered(written.Id, heard.Id, answer.Verdict, answer.By.Value);
        return new ApprovalResult.Counted(await intents.CarryOutAsync(written, account, cancellationToken));
    }

    /// <summary>Reads what an approval has to be held to as things stand now; a rejection needs none of it.</summary>
    private async Task<(ClaimRecord? Heard, CustomerAccount Account, ApprovalResult? Obstacle)> ReviewAsync(
        DecisionRecord record, ClaimRecord claim, PersonsAnswer said, CancellationToken cancellationToken)
    {
        if (said.Verdict == ApprovalVerdict.Reject)
        {
            return (claim.Rejected(ApprovalReview.AnswerOf(claim, said, time.GetUtcNow())), CustomerAccount.Empty, null);
        }

        var policy = (await active.ReadAsync(record.Tenant, cancellationToken)).Policy;
        if (record.Papers is not { } papers || claim.Ruling is not Ruling.Approve)
        {
            var (denied, why) = ApprovalReview.WithoutMoney(claim, said, policy, time.GetUtcNow());
            return (denied, CustomerAccount.Empty, why);
        }

        var evidence = await evidenceRoom.GatherAsync(papers.Ticket, cancellationToken);
        var origin = papers.Claims.First(each => each.Id == claim.Id).Origin;
        var earlier = await ledger.FindAsync(
            record.Tenant, evidence.Customer, RefundKey.For(record.Tenant, origin.Decision, origin.Claim), cancellationToken);
        var (granted, obstacle) = ApprovalReview.WithMoney(record, claim, said, evidence, earlier, await TodayAsync(record.Tenant, policy, cancellationToken), policy, time.GetUtcNow());
        return (granted, evidence.Account, obstacle);
    }

    /// <summary>Read before the answer counts, so that a claim for which the day has no room waits on instead of being answered in vain.</summary>
    private async Task<DaySpend> TodayAsync(TenantId tenant, RefundPolicy policy, CancellationToken cancellationToken) =>
        policy.Limits.PerDay.Approved is null
            ? DaySpend.Nothing
            : await days.ReadAsync(tenant, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken);

    [LoggerMessage(1004, LogLevel.Information, "Decision {Decision}, claim {Claim}: {Verdict} by {Person}")]
    private partial void LogAnswered(DecisionId decision, ClaimId claim, ApprovalVerdict verdict, string person);

    [LoggerMessage(1103, LogLevel.Information, "Decision {Decision}, claim {Claim}: {Person} agreed, and a second person has to")]
    private partial void LogAgreed(DecisionId decision, ClaimId claim, string person);
}
