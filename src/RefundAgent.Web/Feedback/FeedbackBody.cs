using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;

namespace RefundAgent.Web.Feedback;

/// <summary>The body of POST /api/refunds/{id}/feedback, checked against the decision that it speaks of and against who speaks.</summary>
internal static class FeedbackBody
{
    /// <summary>What a caller may say; the other kinds come from the payment provider alone, signed, or are the learner's own.</summary>
    private static readonly FeedbackKind[] Sayable =
        [.. Enum.GetValues<FeedbackKind>().Except([FeedbackKind.Dispute, FeedbackKind.FraudWarning, FeedbackKind.RefundFailed, FeedbackKind.Lesson])];

    /// <exception cref="InvalidRequestException">With every field at fault.</exception>
    /// <exception cref="RoleNotAllowedException">This caller may not say that.</exception>
    public static FeedbackEvent Read(FieldReader fields, DecisionRecord decision, Caller caller, IIdSource ids, DateTimeOffset now)
    {
        fields.RequiredText("kind");
        fields.ThrowIfFaulty();
        var kind = fields.Choice("kind", Sayable);
        fields.ThrowIfFaulty();
        Authorise(kind!.Value, caller);

        var feedback = new FeedbackEvent
        {
            Id = fields.OptionalId<EventId>("eventId") ?? new EventId(ids.Next()),
            Tenant = decision.Tenant,
            Decision = decision.Id,
            Claim = ClaimOf(fields, kind.Value, decision),
            Kind = kind.Value,
            By = caller.Principal,
            Roles = caller.Roles,
            Outcome = fields.Choice("outcome", Outcome.Approve, Outcome.Deny, Outcome.Escalate),
            Amount = fields.Money("amount"),
            Reason = fields.Text("reason"),
            Note = fields.Text("note"),
            EditedReply = fields.Text("editedReply"),
            Score = fields.Whole("score", 1, 5),
            MustPass = fields.Flag("mustPass") ?? false,
            At = now,
        };
        Check(fields, feedback, caller);
        fields.ThrowIfFaulty();
        return kind == FeedbackKind.Confirm ? OfAnswer(feedback, decision) : feedback;
    }

    /// <summary>
    /// Whoever confirms a claim that a person answered agrees with that person, who may have changed the ruling; where nobody answered in
    /// time, they agree that it is for a person.
    /// </summary>
    private static FeedbackEvent OfAnswer(FeedbackEvent confirmed, DecisionRecord decision)
    {
        var claim = decision.Claims.First(claim => claim.Id == confirmed.Claim);
        if (claim.Answer is { } answer)
        {
            var (kind, outcome, amount) = AnswerFeedback.MeaningOf(answer);
            return confirmed with { Kind = kind, Outcome = outcome, Amount = amount };
        }

        return claim.Wait?.Ended is null ? confirmed : confirmed with { Kind = FeedbackKind.Ruling, Outcome = Outcome.Escalate };
    }

    /// <summary>Who may say what: staff label cases, only a manager audits, a connected system passes on what customers said.</summary>
    private static void Authorise(FeedbackKind kind, Caller caller)
    {
        var needed = kind switch
        {
            FeedbackKind.Audit => Roles.Manager,
            FeedbackKind.Csat or FeedbackKind.Reopen => Roles.System,
            _ => Roles.Agent | Roles.Manager,
        };
        if (!caller.Has(needed))
        {
            throw new RoleNotAllowedException(kind.ToString().ToLowerInvariant(), needed);
        }
    }

    private static ClaimId? ClaimOf(FieldReader fields, FeedbackKind kind, DecisionRecord decision)
    {
        var claim = fields.OptionalId<ClaimId>("claimId");
        var speaksOfOne = kind is FeedbackKind.Ruling or FeedbackKind.Confirm or FeedbackKind.Amount or FeedbackKind.Audit;
        var known = string.Join(", ", decision.Claims.Select(each => each.Id));
        if (claim is { } named && decision.Claims.All(each => each.Id != named))
        {
            fields.Fault("claimId", $"is not a claim of this decision; it has {known}.");
        }
        else if (claim is null && speaksOfOne && decision.Claims.Length > 1)
        {
            fields.Fault("claimId", $"is missing: this decision has several claims ({known}).");
        }

        return claim ?? (speaksOfOne ? decision.Claims[0].Id : null);
    }

    private static void Check(FieldReader fields, FeedbackEvent feedback, Caller caller)
    {
        if (feedback.Kind is FeedbackKind.Ruling or FeedbackKind.Audit && !fields.Has("outcome"))
        {
            fields.Fault("outcome", "is missing: one of approve, deny, escalate.");
        }

        if (feedback.Kind == FeedbackKind.Amount && feedback.Amount is null && !fields.Has("amount"))
        {
            fields.Fault("amount", "is missing: the amount that is right.");
        }

        if (feedback is { Amount: not null, Outcome: Outcome.Deny or Outcome.Escalate })
        {
            fields.Fault("amount", "goes with an approval only.");
        }

        if (feedback.Kind == FeedbackKind.ReplyEdit && string.IsNullOrWhiteSpace(feedback.EditedReply))
        {
            fields.Fault("editedReply", "is missing: the words that were sent instead.");
        }

        if (feedback.Kind == FeedbackKind.Csat && feedback.Score is null && !fields.Has("score"))
        {
            fields.Fault("score", "is missing: a whole number from 1 to 5.");
        }

        if (feedback.MustPass && !caller.Has(Roles.Manager))
        {
            fields.Fault("mustPass", "can be set by a manager only.");
        }
    }
}

/// <summary>The key is valid, but may not say this.</summary>
internal sealed class RoleNotAllowedException(string what, Roles needed)
    : Exception($"Feedback of kind '{what}' needs a key with one of the roles {needed.ToString().ToLowerInvariant()}.");
