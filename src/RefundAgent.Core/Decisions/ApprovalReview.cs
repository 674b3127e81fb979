using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>Whether a person's answer can count as things stand, and what the claim becomes by it; pure.</summary>
internal static class ApprovalReview
{
    /// <summary>
    /// The claim that is meant. A claim that was answered still counts as one that it could be: otherwise an answer that names none would
    /// hit the second of two claims once somebody has answered the first.
    /// </summary>
    public static (ClaimRecord? Claim, ApprovalResult? Mistaken) Pick(DecisionRecord record, PersonsAnswer said)
    {
        ImmutableArray<ClaimRecord> waited = [.. record.Claims.Where(claim => claim.HasWaited())];
        if (said.Claim is { } named && record.Claims.All(claim => claim.Id != named))
        {
            return (null, new ApprovalResult.WhichClaim([.. record.Claims.Select(claim => claim.Id)]));
        }

        if (said.Claim is null && waited.Length > 1)
        {
            return (null, new ApprovalResult.WhichClaim([.. waited.Select(claim => claim.Id)]));
        }

        var claim = waited.FirstOrDefault(each => said.Claim is null || each.Id == said.Claim);
        return (claim, claim is null ? new ApprovalResult.NotPending() : null);
    }

    /// <summary>What there is to say to an answer that comes after the end; null while the claim waits.</summary>
    public static ApprovalResult? TooLate(DecisionRecord record, ClaimRecord claim, PersonsAnswer said, DateTimeOffset now) =>
        claim.Answer is { } first ? first.IsRepeatedBy(said) ? new ApprovalResult.Counted(record) : new ApprovalResult.AlreadyAnswered(first)
        : record.WaitOf(claim) is var wait && wait.IsOver(now) ? new ApprovalResult.Expired(wait.ExpiresAt)
        : null;

    public static ApprovalAnswer AnswerOf(ClaimRecord claim, PersonsAnswer said, DateTimeOffset now, Money? amount = null) => new()
    {
        Verdict = said.Verdict,
        By = said.By,
        Roles = said.Roles,
        At = now,
        Amount = amount,
        Held = claim.Ruling,
    };

    /// <summary>A held denial; a held approval only where its case was erased and no refund can be made of it.</summary>
    public static (ClaimRecord? Answered, ApprovalResult? Obstacle) WithoutMoney(
        ClaimRecord claim, PersonsAnswer said, RefundPolicy policy, DateTimeOffset now) => claim.Ruling switch
    {
        _ when policy.Mode == Mode.Off => (null, SwitchedOff),
        not Ruling.Deny => (null, Refuse(ApprovalObstacle.CaseChanged, "The customer's case was erased, so what it could give back is not known any more.")),
        _ when said.Amount is not null => (null, new ApprovalResult.WrongAmount("goes with a ruling that pays; this one is a denial.")),
        _ => (claim.Denied(AnswerOf(claim, said, now)), null),
    };

    /// <summary>A held approval, held again to what the claim can give back now and to the limits in force now.</summary>
    /// <param name="earlier">What the ledger has under the refund's key.</param>
    /// <param name="today">What was paid out on people's word today.</param>
    /// <returns>The claim with an answer, or with the first of the two agreements that it needs.</returns>
    public static (ClaimRecord? Heard, ApprovalResult? Obstacle) WithMoney(
        DecisionRecord record, ClaimRecord claim, PersonsAnswer said, CustomerEvidence evidence, RefundEntry? earlier, DaySpend today, RefundPolicy policy, DateTimeOffset now)
    {
        var papers = record.Papers!.Claims.First(each => each.Id == claim.Id);
        var file = CaseFiles.Open(record.Papers.Ticket, papers.Reading, evidence.Orders, evidence.Account, policy.Refunds, now);
        var held = (Ruling.Approve)claim.Ruling;
        var ceiling = file.Order is { } known && known.Id == held.Order && known.Currency == held.Amount.Currency
            ? policy.CeilingFor(file, known, now)
            : null;
        if ((CaseObstacle(held, ceiling, earlier, policy) ?? AmountObstacle(said, held, ceiling!)) is { } obstacle)
        {
            return (null, obstacle);
        }

        var order = file.Order!;
        var payout = said.Amount is { } edited && edited != held.Amount
            ? Payout.Of(new AmountBasis.Fixed(edited), file, EntitlementTable.Of(file)!)
            : new Payout(held.Amount, held.Items) { Shipping = held.Shipping };
        var entitled = EntitlementTable.ForUnits(order, payout.Items, file.Account, file.Terms);
        if (entitled.Items.Length < payout.Items.Length)
        {
            return (null, Refuse(
                ApprovalObstacle.ProposalOutdated,
                $"Some of the items were given back in the meantime; send the amount that is right for the others, at most {ceiling!.Amount}."));
        }

        if (!payout.Items.IsEmpty && payout.Amount > entitled.Amount)
        {
            return (null, Outdated(payout.Amount, entitled.Amount, "all that these items can still give back"));
        }

        var granted = held with { Amount = payout.Amount, Shipping = Money.Min(payout.Shipping, entitled.Shipping), Items = payout.Items };
        var refund = RefundPlan.Of(
            record.Tenant, papers.Origin, record.Id, claim.Id, evidence.Customer, order, evidence.Account, granted, papers.Reading.Reason, RefundInitiator.Person, policy, now);
        return ApprovalAuthority.Obstacle(policy.Approvals, claim, said, payout.Amount) is { } notTheirs ? (null, notTheirs)
            : ApprovalAuthority.IsFirstOfTwo(policy.Approvals, claim, payout.Amount)
                ? (claim with { Agreement = new ApprovalAgreement(said.By, said.Roles, now, payout.Amount) }, null)
            : today.Refuses(refund.Plans, refund.Caps.Day) is { } full ? (null, Refuse(ApprovalObstacle.NothingLeft, NoRoom(full)))
            : (claim.Granted(AnswerOf(claim, said, now, payout.Amount), refund), null);
    }

    /// <summary>The record with what was said in it, an intent where that is an answer, and its papers where there is a note to keep.</summary>
    public static (DecisionRecord Record, CasePapers? Papers) WriteDown(DecisionRecord record, ClaimRecord said, string? note)
    {
        var written = record with { Claims = [.. record.Claims.Select(claim => claim.Id == said.Id ? said : claim)] };
        return (
            said.Answer is { } answer ? written with { State = RecordState.Intended, IntendedAt = answer.At, CompletedAt = null } : written,
            record.Papers is { } papers ? Noted(papers, said, string.IsNullOrWhiteSpace(note) ? null : note) : null);
    }

    /// <summary>Null where nothing of them changes. An agreement that takes another's place takes that of its note too.</summary>
    private static CasePapers? Noted(CasePapers papers, ClaimRecord said, string? note)
    {
        var before = papers.Claims.First(claim => claim.Id == said.Id);
        var after = before with
        {
            AgreementNote = said.Agreement is null ? null : said.Answer is null ? note : before.AgreementNote,
            AnswerNote = said.Answer is null ? null : note,
        };
        return after == before ? null : papers with { Claims = papers.Claims.Replace(before, after) };
    }

    private static ApprovalResult.Refused SwitchedOff => Refuse(
        ApprovalObstacle.ModeOff, "The agent is switched off. Reject what waits, or approve it once the policy's mode is 'suggest' or 'earned' again.");

    private static ApprovalResult.Refused? CaseObstacle(Ruling.Approve held, ApprovalCeiling? ceiling, RefundEntry? earlier, RefundPolicy policy) =>
        policy.Mode == Mode.Off ? SwitchedOff
        : earlier is { State: not RefundState.Failed } or { SubmittedAt: not null } ? Refuse(
            ApprovalObstacle.CaseChanged, $"A refund of {earlier!.Amount} was made of this request before; it is {Word(earlier.State)}.")
        : ceiling is null ? Refuse(
            ApprovalObstacle.CaseChanged, $"Order {held.Order} has changed hands or its currency, so what it can still give back is not known.")
        : null;

    private static ApprovalResult? AmountObstacle(PersonsAnswer said, Ruling.Approve held, ApprovalCeiling ceiling)
    {
        if (said.Amount is { } wrong && (wrong.Currency != held.Amount.Currency || !wrong.IsPositive))
        {
            return new ApprovalResult.WrongAmount($"must be more than zero and in {held.Amount.Currency}, as the order was paid.");
        }

        if (!ceiling.Amount.IsPositive)
        {
            return Refuse(ApprovalObstacle.NothingLeft, $"Nothing can be given back now ({ceiling.Id}): {ceiling.What} is used up.");
        }

        return (said.Amount ?? held.Amount) <= ceiling.Amount ? null
            : said.Amount is null ? Outdated(held.Amount, ceiling.Amount, ceiling.What)
            : new ApprovalResult.WrongAmount($"may be at most {ceiling.Amount}: {ceiling.What}.");
    }

    private static ApprovalResult.Refused Outdated(Money proposed, Money most, string what) => Refuse(
        ApprovalObstacle.ProposalOutdated, $"{proposed} was proposed, and at most {most} can be given back now ({what}); send the amount that is right.");

    private static string NoRoom(string why) =>
        $"Nothing more can be approved today ({ReasonIds.PerDay}): {why}. Approve it when the UTC day is over, or once the limit is raised.";

    private static string Word(RefundState state) => state.ToString().ToLowerInvariant();

    private static ApprovalResult.Refused Refuse(ApprovalObstacle obstacle, string why) => new(obstacle, why);
}
