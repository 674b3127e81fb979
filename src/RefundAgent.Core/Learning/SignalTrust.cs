using RefundAgent.Feedback;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>
/// The table of who may teach what. It looks at the kind of signal and the role bound when the event was enqueued, never at what a body
/// claims. What customers signal can never create or strengthen anything: pleased customers would teach an agent to give money away.
/// </summary>
public static class SignalTrust
{
    /// <summary>
    /// What became of the money after all, told by the payment provider: it is held against the ruling and can never speak for one. A
    /// refund that fails says something of a card and nothing of the ruling.
    /// </summary>
    public static bool IsLateOutcome(FeedbackEvent said) => said.Kind is FeedbackKind.Dispute or FeedbackKind.FraudWarning;

    /// <summary>A customer who came back, or rated 1 or 2 of 5: it can make people look more often, and nothing else.</summary>
    public static bool IsComplaint(FeedbackEvent said) => said is { Kind: FeedbackKind.Reopen } or { Kind: FeedbackKind.Csat, Score: 1 or 2 };

    /// <summary>Support staff's own words about a case, of which a model may make a lesson; whoever confirms, edits or rules can give some.</summary>
    public static bool IsStaffsWords(FeedbackEvent said) =>
        (said.Kind is FeedbackKind.ReplyEdit ? (said.Roles & (Roles.Agent | Roles.Manager)) != 0 : WhyNotALabel(said) is null)
        && StaffWords.Holds(said);

    /// <summary>Null where the event may label a case; else why it is set aside.</summary>
    public static string? WhyNotALabel(FeedbackEvent said) => said.Kind switch
    {
        FeedbackKind.Audit => said.Roles.HasFlag(Roles.Manager) ? null : "an audit counts from a manager only",
        FeedbackKind.Ruling or FeedbackKind.Confirm or FeedbackKind.Amount =>
            (said.Roles & (Roles.Agent | Roles.Manager)) != 0 ? null : "only support staff may rule on a case",
        FeedbackKind.ReplyEdit => "an edited reply labels no case; where a model is asked (Model:Learning), it teaches tone",
        FeedbackKind.Lesson => "what a model makes of staff's words labels no case",
        FeedbackKind.Csat or FeedbackKind.Reopen => "a customer's signal never creates or strengthens anything",
        FeedbackKind.Dispute or FeedbackKind.FraudWarning or FeedbackKind.RefundFailed =>
            "a payment provider's report tightens and demotes, and never says how a case should have been ruled",
        _ => "no rule says what this kind of feedback may teach",
    };
}
