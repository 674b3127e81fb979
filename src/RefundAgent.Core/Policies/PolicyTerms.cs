using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;

namespace RefundAgent.Policies;

/// <summary>The operator's main switch.</summary>
public enum Mode
{
    /// <summary>Kill switch: everything goes to a person.</summary>
    Off,

    /// <summary>Everything is prepared, nothing acts alone.</summary>
    Suggest,

    /// <summary>Rules marked auto act alone, and segments that have earned it.</summary>
    Earned,
}

/// <summary>Ceilings that no rule and nothing learned can pass; amounts in another currency than these go to a person.</summary>
/// <param name="PerRefund">The most that one refund may be.</param>
/// <param name="PerCustomer30Days">The most that one customer may get in 30 days.</param>
public sealed record Limits(Money PerRefund, Money PerCustomer30Days)
{
    /// <summary>
    /// The most that calling off one order may give back, where the operator sets it apart from <see cref="PerRefund"/>: the goods
    /// have not left, so less is at stake than with goods that are gone.
    /// </summary>
    public Money? PerCancellation { get; init; }

    /// <summary>The most that may be paid out in a UTC day.</summary>
    public DayLimits PerDay { get; init; } = DayLimits.None;
}

/// <summary>Limits of a day, apart for what the agent does alone and for what people agree to.</summary>
public sealed record DayLimits(DayLimit? Alone, DayLimit? Approved)
{
    public static DayLimits None { get; } = new(null, null);

    public DayLimit? For(RefundInitiator initiator) => initiator == RefundInitiator.Agent ? Alone : Approved;
}

/// <summary>The room inside which learning may choose where no rule speaks; absent, it may not choose at all.</summary>
/// <param name="UpTo">The most that a learned approval may give.</param>
/// <param name="Outcomes">What may be learned.</param>
public sealed record Discretion(Money UpTo, ImmutableArray<Outcome> Outcomes);

/// <summary>What mistakes cost the operator; the learner's gate weighs candidates with these.</summary>
/// <param name="OverRefund">Per unit of money given too much; 1 = face value.</param>
/// <param name="WrongfulDenial">Per unit of money withheld wrongly: the customer's loss and the shop's reputation.</param>
/// <param name="NeedlessEscalation">A person's time for one case.</param>
public sealed record MistakePrices(decimal OverRefund, decimal WrongfulDenial, Money NeedlessEscalation);

/// <summary>What a segment needs to act alone, and how it stays watched.</summary>
/// <param name="Target">Wilson lower bound of agreement, 0 to 1.</param>
/// <param name="ReviewShare">Least share of automated rulings that a person sees, 0 to 1.</param>
/// <param name="UnreviewedExposure">Most money expected to go out between two reviews.</param>
public sealed record AutonomyTerms(double Target, double ReviewShare, Money UnreviewedExposure)
{
    /// <summary>Where a model reads or advises otherwise than the built-in reader and advisor, a person decides above this; null for always.</summary>
    public Money? DisagreementAbove { get; init; }
}

/// <summary>What share of cases is decided otherwise than the version in force would, to learn what customers make of it.</summary>
/// <param name="ControlShare">Under nothing learned, 0 to 0.5.</param>
/// <param name="CanaryShare">Under the newest version, while a person holds an older one; 0 to 0.5.</param>
public sealed record ExperimentTerms(decimal ControlShare, decimal CanaryShare)
{
    public static ExperimentTerms Off { get; } = new(0, 0);

    public bool IsOff => ControlShare == 0 && CanaryShare == 0;
}
