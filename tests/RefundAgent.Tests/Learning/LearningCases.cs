using System.Collections.Immutable;
using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Learning;

/// <summary>Cases and what people said of them, as short as a test can say them.</summary>
internal static class LearningCases
{
    public static TenantId Tenant { get; } = new("shop");

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static Money Usd(string amount) => Money.Parse(amount, Currency.Usd);

    public static LabelledCase Case(
        int number,
        string reason = "weather",
        Outcome ruled = Outcome.Escalate,
        string? ruledAmount = null,
        string entitled = "100.00",
        string segment = "precedent:refund:weather→escalate",
        params LearnedItemId[] items) => new()
        {
            Decision = Decision(number),
            Claim = new ClaimId("c1"),
            Facts = Facts(reason),
            Proposed = ruled,
            Ruled = ruled,
            RuledAmount = ruledAmount is null ? null : Usd(ruledAmount),
            Items = [.. items],
            Segment = segment,
            Paid = Usd("200.00"),
            Entitled = Usd(entitled),
        };

    public static DecisionId Decision(int number) =>
        DecisionId.For(Ticket(number));

    public static Ticket Ticket(int number, string text = "I would like my money back.") => new()
    {
        Tenant = Tenant,
        Id = new TicketId($"t{number}"),
        Message = new MessageId("m1"),
        Text = text,
        Customer = new TicketCustomer(new CustomerId($"customer-{number}"), null, Authenticated: true),
        BroughtBy = new PrincipalId("helpdesk"),
        ReceivedAt = Noon,
    };

    public static ImmutableSortedDictionary<string, FactValue> Facts(string reason) => LearnableFacts.Of(
    [
        Fact(FactNames.ClaimKind, FactValue.Of("refund"), FactOrigin.Reader),
        Fact(FactNames.ClaimReason, FactValue.Of(reason), FactOrigin.Reader),
        Fact("booking.insured", FactValue.Of(true), FactOrigin.System),
    ]);

    public static Fact Fact(string name, FactValue value, FactOrigin origin) => new(name, value, new FactSource(origin, "test"));

    public static LedgerEntry Said(
        long sequence,
        int number,
        FeedbackKind kind,
        Outcome? outcome = null,
        string by = "ann",
        Roles roles = Roles.Agent,
        string? amount = null,
        int? score = null) => new(sequence, new FeedbackEvent
        {
            Id = new EventId($"e{sequence}"),
            Tenant = Tenant,
            Decision = Decision(number),
            Claim = new ClaimId("c1"),
            Kind = kind,
            By = new PrincipalId(by),
            Roles = roles,
            Outcome = outcome,
            Amount = amount is null ? null : Usd(amount),
            Score = score,
            At = Noon,
        });

    public static RefundPolicy Policy { get; } = new PolicyParser().Parse(File.ReadAllText(SampleFiles.Policy("airline")));

    public static LearnerTerms Terms { get; } = LearnerTerms.Of(Policy);

    public static Learner Fold(IEnumerable<LedgerEntry> entries, Func<LedgerEntry, LabelledCase?> caseOf) =>
        GoOn(Learner.Start(Terms), entries, caseOf);

    public static Learner GoOn(Learner learner, IEnumerable<LedgerEntry> entries, Func<LedgerEntry, LabelledCase?> caseOf)
    {
        foreach (var entry in entries)
        {
            learner.Observe(new LabelledEvent(entry, caseOf(entry)));
        }

        return learner;
    }

    public static LearnedContext Head(this Learner learner, int version = 1) =>
        learner.Head(new HeadTerms { Policy = Policy, Quorum = Quorum.OfStaff(1) }, new ContextVersion(version));

    public static LearnedItem.Precedent Only(Learner learner) =>
        Assert.IsType<LearnedItem.Precedent>(Assert.Single(learner.Head().Items));
}
