using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>
/// Carries out what a member of the team told the agent on a ticket, as if they had called the API under their own name. Whether it is their
/// word has been checked before. Doing it twice is doing it once.
/// </summary>
public sealed class StaffDesk(ApprovalDesk approvals, ReviewDesk reviews, IFeedbackQueue feedback)
{
    /// <param name="hear">With a speaker, and without a refusal.</param>
    /// <param name="connection">That the ticket came by.</param>
    /// <param name="cancellationToken">What was written down is carried out by whoever comes next.</param>
    /// <returns>What became of it, in words for the team.</returns>
    public Task<string> CarryOutAsync(TicketMove.Hear hear, HelpdeskConnection connection, CancellationToken cancellationToken) => hear.Command switch
    {
        StaffCommand.Correct correct => CorrectAsync(hear, correct, connection, cancellationToken),
        StaffCommand.Approve or StaffCommand.Deny => AnswerAsync(hear, connection, cancellationToken),
        _ => throw new ArgumentException($"{hear.Command.GetType().Name} cannot be carried out.", nameof(hear)),
    };

    private async Task<string> AnswerAsync(TicketMove.Hear hear, HelpdeskConnection connection, CancellationToken cancellationToken)
    {
        var (record, speaker) = (hear.Record, hear.Speaker!);
        var meant = record.Claims.Where(claim => claim.HasWaited() && (hear.Command.Claim is null || claim.Id == hear.Command.Claim)).ToArray();
        if (meant is not [var claim])
        {
            return WhichClaim(record, hear.Command);
        }

        // People speak of the refund, not of the ruling: to refuse is to agree with a refusal that waits.
        var isRefusal = claim.Judged() is Ruling.Deny;
        var amount = (hear.Command as StaffCommand.Approve)?.Amount;
        if (isRefusal && amount is not null)
        {
            return $"Claim {claim.Id} waits with a refusal, which has no sum. Write /approve {claim.Id} to keep the customer from being refused, and /correct {claim.Id} approve {amount.Digits} to say what would have been right.";
        }

        if (MoneyOf(amount, claim, out var sum) is { } fault)
        {
            return fault;
        }

        var said = new PersonsAnswer
        {
            Claim = claim.Id,
            Verdict = hear.Command is StaffCommand.Approve == !isRefusal ? ApprovalVerdict.Approve : ApprovalVerdict.Reject,
            Amount = sum,
            Note = hear.Command.Words,
            By = speaker.Principal,
            Roles = speaker.Roles,
        };
        return AnswerWords.Of(await approvals.AnswerAsync(connection.Tenant, record.Id, said, cancellationToken), said);
    }

    private async Task<string> CorrectAsync(
        TicketMove.Hear hear, StaffCommand.Correct correct, HelpdeskConnection connection, CancellationToken cancellationToken)
    {
        var (record, speaker) = (hear.Record, hear.Speaker!);
        var meant = record.Claims.Where(claim => correct.Claim is null || claim.Id == correct.Claim).ToArray();
        if (meant is not [var claim])
        {
            return WhichClaim(record, correct);
        }

        if (MoneyOf(correct.Amount, claim, out var sum) is { } fault)
        {
            return fault;
        }

        var said = new FeedbackEvent
        {
            Id = new EventId($"comment-{connection.Name}-{hear.Comment.Id}"),
            Tenant = connection.Tenant,
            Decision = record.Id,
            Claim = claim.Id,
            Kind = FeedbackKind.Ruling,
            By = speaker.Principal,
            Roles = speaker.Roles,
            Outcome = correct.Outcome,
            Amount = sum,
            Note = correct.Words,
            At = hear.Comment.At,
        };
        await feedback.SendAsync(said, cancellationToken);
        await reviews.NoteAsync(record, said, cancellationToken);
        return $"Noted, {speaker.Principal}: claim {claim.Id} should have been {InWords(correct.Outcome, sum)}. The agent learns from it; no money was moved.";
    }

    /// <returns>What is wrong with the sum; null where all is well.</returns>
    private static string? MoneyOf(StatedAmount? stated, ClaimRecord claim, out Money? sum)
    {
        sum = null;
        if (stated is null)
        {
            return null;
        }

        var own = (claim.Judged() as Ruling.Approve)?.Amount.Currency;
        if ((stated.Currency is null ? own : Currency.TryParse(stated.Currency, out var named) ? named : null) is not { } currency)
        {
            return $"Please say the currency too, such as {stated.Digits} EUR{(stated.Currency is null ? "" : $"; '{stated.Currency}' is none")}.";
        }

        if (!Money.TryParse(stated.Digits, currency, out var money) || !money.IsPositive)
        {
            return $"'{stated.Digits}' is no sum in {currency}: it has to be above zero, with at most {currency.Exponent} decimals.";
        }

        sum = money;
        return own is { } expected && expected != currency ? $"The case is in {expected}, and the sum in {currency}; there is no rate to go by." : null;
    }

    private static string WhichClaim(DecisionRecord record, StaffCommand command)
    {
        var choices = string.Join(", ", record.Claims.Where(claim => command is StaffCommand.Correct || claim.HasWaited()).Select(claim => claim.Id));
        return choices.Length == 0
            ? "Nothing waits for an answer here: it was carried out, answered or handed over without waiting. With /correct you can say what would have been right."
            : $"Please name the claim that you mean: one of {choices}.";
    }

    private static string InWords(Outcome outcome, Money? sum) => (outcome, sum) switch
    {
        (Outcome.Approve, { } amount) => $"a refund of {amount}",
        (Outcome.Approve, _) => "refunded",
        (Outcome.Deny, _) => "refused",
        _ => "left to a person",
    };
}
