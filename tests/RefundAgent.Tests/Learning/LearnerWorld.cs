using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Adapters.Policies;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using RefundAgent.Leases;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Tests.Learning;

/// <summary>A learner on the real storage code in memory, with every port open to breakage.</summary>
internal sealed class LearnerWorld
{
    private readonly ServiceProvider services;

    public LearnerWorld()
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IIdSource, CountedIds>()
            .AddSingleton<LearnerMeter>()
            .AddMemoryStorage()
            .BuildServiceProvider();
    }

    public LearnerMeter Meter => Port<LearnerMeter>();

    public SteppedClock Time { get; } = new(LearningCases.Noon);

    /// <summary>Whoever makes lessons of staff's words; null while nobody does.</summary>
    public ILessonWriter? Writer { get; set; }

    public IContextStore Contexts => Port<IContextStore>();

    public static async Task<LearnerWorld> WithPolicyAsync()
    {
        var world = new LearnerWorld();
        await new PolicyImport(new PolicyParser(), world.Port<IPolicyStore>(), world.Contexts)
            .RunAsync(LearningCases.Tenant, await File.ReadAllTextAsync(SampleFiles.Policy("airline")), default);
        return world;
    }

    public T Port<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task TickAsync(Breakage? breakage = null) => new LearnerTick(
        Wrapped<IFeedbackInbox>(breakage),
        Wrapped<IFeedbackLedger>(breakage),
        Wrapped<IDecisionRecords>(breakage),
        Wrapped<IContextStore>(breakage),
        new ActiveContext(Wrapped<IContextStore>(breakage), Wrapped<IPolicyStore>(breakage), new PolicyParser()),
        Wrapped<IControlLog>(breakage),
        Wrapped<ILearnerCheckpoints>(breakage),
        Rounds(Wrapped<IContextStore>(breakage), Wrapped<ILeases>(breakage)),
        Wrapped<ILearnerRuns>(breakage),
        Port<IIdSource>(),
        Meter,
        Time,
        NullLogger<LearnerTick>.Instance,
        Writer is null ? null : new LessonRound(
            breakage is null ? Writer : breakage.Wrap(Writer),
            Wrapped<IFeedbackLedger>(breakage),
            Wrapped<IDecisionRecords>(breakage),
            ReplyBook.BuiltIn,
            Time,
            NullLogger<LessonRound>.Instance)).RunAsync(default);

    /// <summary>A case that was escalated, and feedback on it waiting in the inbox.</summary>
    public async Task SayAsync(LedgerEntry said, int number, string reason = "weather")
    {
        await Port<IDecisionRecords>().AddAsync(Record(number, reason), default);
        await Port<IFeedbackInbox>().AddAsync(said.Event, default);
    }

    public async Task<LearnedContext> HeadAsync() =>
        (await Contexts.FindAsync(LearningCases.Tenant, (await Contexts.ReadPointerAsync(LearningCases.Tenant, default)).Context, default))!;

    public Task<ImmutableArray<LearnerRun>> RunsAsync() => Port<ILearnerRuns>().NewestAsync(LearningCases.Tenant, 100, default);

    public async Task<List<LedgerEntry>> LedgerAsync()
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Port<IFeedbackLedger>().ReadAsync(LearningCases.Tenant, 0, default))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public TenantRounds Rounds(IContextStore contexts, ILeases leases) => new(contexts, leases, Port<IIdSource>(), NullLogger<TenantRounds>.Instance);

    private T Wrapped<T>(Breakage? breakage)
        where T : class => breakage is null ? Port<T>() : breakage.Wrap(Port<T>());

    private static DecisionRecord Record(int number, string reason)
    {
        var ticket = LearningCases.Ticket(number);
        var claim = new ClaimId("c1");
        var reading = new ClaimReading { Request = RequestKind.Refund, Reason = reason, Span = ticket.Text };
        return new DecisionRecord
        {
            Id = LearningCases.Decision(number),
            Tenant = ticket.Tenant,
            Ticket = ticket.Id,
            Message = ticket.Message,
            State = RecordState.Complete,
            Context = ContextVersion.Empty,
            Policy = new PolicyVersion("p1"),
            DecidedAt = ticket.ReceivedAt,
            Claims =
            [
                new ClaimRecord
                {
                    Id = claim,
                    Request = RequestKind.Refund,
                    Proposal = new Proposal { Outcome = Outcome.Escalate, Confidence = 0, Reasons = [], Segment = "advisor:nothing-learned→escalate" },
                    Ruling = new Ruling.Escalate { Reasons = [], To = Tickets.Roles.Agent },
                    Autonomy = Autonomy.None,
                    Status = ClaimStatus.Answered,
                },
            ],
            Papers = new CasePapers
            {
                Ticket = ticket,
                Claims =
                [
                    new ClaimPapers(claim, reading,
                    [
                        LearningCases.Fact(FactNames.ClaimKind, FactValue.Of("refund"), FactOrigin.Reader),
                        LearningCases.Fact(FactNames.ClaimReason, FactValue.Of(reason), FactOrigin.Reader),
                    ], new ClaimOrigin(LearningCases.Decision(number), claim)),
                ],
            },
        };
    }

    private sealed class CountedIds : IIdSource
    {
        private int given;

        public string Next() => Interlocked.Increment(ref given).ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }
}
