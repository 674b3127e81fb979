namespace RefundAgent;

/// <summary>
/// What is measured, by name: alerts, the workbook and the docs ask for exactly these, and a test compares them. Attributes hold names, kinds and
/// currencies, never whom a measurement is about.
/// </summary>
public static class MetricNames
{
    /// <summary>Claims ruled on, by tenant, outcome, status and advisor.</summary>
    public const string Decisions = "refund.decisions";

    /// <summary>Seconds that a message took from its turn to its record, by advisor.</summary>
    public const string DecisionDuration = "refund.decision.duration";

    /// <summary>Sums of refunds in whole units of their currency, by tenant, currency, state and initiator; one measurement is one refund.</summary>
    public const string Amount = "refund.amount";

    /// <summary>Claims handed to a person for good, by tenant and the kind of reason.</summary>
    public const string Escalations = "refund.escalations";

    /// <summary>Claims that wait for a person's answer, by tenant.</summary>
    public const string Pending = "refund.pending";

    /// <summary>Refunds of which nobody knows whether they were made, by tenant.</summary>
    public const string Unknown = "refund.unknown";

    public const string TicketsDepth = "tickets.queue.depth";
    public const string TicketsPoison = "tickets.poison.depth";
    public const string FeedbackDepth = "feedback.queue.depth";
    public const string FeedbackPoison = "feedback.poison.depth";

    /// <summary>Runs of the learner, by tenant and result.</summary>
    public const string LearnerRuns = "learner.runs";

    /// <summary>Share (0 to 1) of the newest labelled cases on which the context in force and the person differ, by tenant.</summary>
    public const string LearnerDisagreement = "learner.disagreement";

    /// <summary>Tokens used, by direction.</summary>
    public const string ModelTokens = "model.tokens";

    /// <summary>Requests to the model that failed, each try counted, by kind of error (<c>429</c>, <c>500</c>, <c>timeout</c>, …).</summary>
    public const string ModelErrors = "model.errors";

    /// <summary>Discrepancies that nobody has closed, by tenant.</summary>
    public const string Discrepancies = "refund.discrepancies";
}
