using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Feedback;

public sealed class TicketSignalDeskTests : IDisposable
{
    private readonly MemoryStore store = new();
    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly SignalQueueDouble queue = new();
    private readonly TicketSignalDesk desk;

    public TicketSignalDeskTests() => desk = new TicketSignalDesk(
        store.Get<IDecisionRecords>(), store.Get<IFeedbackInbox>(), queue, store.Clock, NullLogger<TicketSignalDesk>.Instance);

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_rating_becomes_feedback_on_the_newest_decision_that_the_customer_can_have_seen_once()
    {
        await DecideAsync("m1", -30);
        var seen = await DecideAsync("m2", -20);
        var signal = Signal();
        await DecideAsync("m3", +20);

        await desk.HandleAsync(signal, default);
        await desk.HandleAsync(signal, default);

        var said = Assert.Single(await HeardAsync());
        Assert.Equal(
            (signal.Id, seen, FeedbackKind.Csat, 2, signal.By, Roles.System, signal.At), (said.Id, said.Decision, said.Kind, said.Score, said.By, said.Roles, said.At));
        Assert.Empty(queue.Sent);
    }

    [Fact]
    public async Task A_signal_that_overtook_its_ticket_is_about_its_first_decision()
    {
        var first = await DecideAsync("m1", +1);
        await DecideAsync("m2", +2);

        await desk.HandleAsync(Signal(), default);

        Assert.Equal(first, Assert.Single(await HeardAsync()).Decision);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_comes_before_its_decision_waits_longer_each_time_and_is_not_lost(bool isTakenUp)
    {
        if (isTakenUp)
        {
            await TakeAsync(Samples.Ticket(tenant, at: store.Clock.GetUtcNow()));
        }

        var signal = Signal();
        foreach (var (age, wait) in new[] { (0, 5), (5, 5), (60, 60), (7200, 3600), (86_399, 3600) })
        {
            MoveOnTo(signal.ReceivedAt.AddSeconds(age));
            await desk.HandleAsync(signal, default);
            Assert.Equal((signal, TimeSpan.FromSeconds(wait)), queue.Sent[^1]);
        }

        var decided = await DecideAsync("m1", 0);
        await desk.HandleAsync(signal, default);
        Assert.Equal(decided, Assert.Single(await HeardAsync()).Decision);
    }

    [Fact]
    public async Task After_a_day_a_ticket_that_was_never_ours_is_left_alone()
    {
        var signal = Signal();
        MoveOnTo(signal.ReceivedAt + TicketSignalDesk.Patience);

        await desk.HandleAsync(signal, default);

        Assert.Empty(queue.Sent);
        Assert.Empty(await store.Get<IFeedbackInbox>().ReadAsync(tenant, 10, default));
    }

    [Fact]
    public async Task After_a_day_a_ticket_that_was_taken_up_and_not_decided_is_shown_to_a_person()
    {
        await TakeAsync(Samples.Ticket(tenant, at: store.Clock.GetUtcNow()));
        var signal = Signal();
        MoveOnTo(signal.ReceivedAt + TicketSignalDesk.Patience);

        var told = await Assert.ThrowsAsync<UndecidedTicketException>(() => desk.HandleAsync(signal, default));

        Assert.Contains("'t1'", told.Message, StringComparison.Ordinal);
    }

    private void MoveOnTo(DateTimeOffset time) => store.Clock.Advance(time - store.Clock.GetUtcNow());

    private TicketSignal Signal() => new()
    {
        Id = new EventId("e1"),
        Tenant = tenant,
        Ticket = new TicketId("t1"),
        Kind = FeedbackKind.Csat,
        By = new PrincipalId("webhook:standard"),
        Roles = Roles.System,
        Score = 2,
        At = store.Clock.GetUtcNow().AddSeconds(-5),
        ReceivedAt = store.Clock.GetUtcNow(),
    };

    private async Task<DecisionId> DecideAsync(string message, int seconds)
    {
        var ticket = Samples.Ticket(tenant, message: message, at: store.Clock.GetUtcNow().AddSeconds(seconds));
        var decision = await TakeAsync(ticket);
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(ticket) with { Id = decision }, default);
        return decision;
    }

    /// <returns>The id that the decision has or shall have.</returns>
    private async Task<DecisionId> TakeAsync(Ticket ticket) =>
        await store.Get<IDecisionRecords>().TakeAsync(ticket, DecisionId.For(ticket), ticket.ReceivedAt, default) switch
        {
            Slot.Taken taken => taken.Decision,
            Slot.Held held => held.Decision,
            var other => throw new InvalidOperationException($"{other}"),
        };

    private async Task<IReadOnlyList<FeedbackEvent>> HeardAsync() => await store.Get<IFeedbackInbox>().ReadAsync(tenant, 10, default);

    private sealed class SignalQueueDouble : ITicketSignalQueue
    {
        public List<(TicketSignal Signal, TimeSpan After)> Sent { get; } = [];

        public Task SendAsync(TicketSignal signal, TimeSpan after, CancellationToken cancellationToken)
        {
            Sent.Add((signal, after));
            return Task.CompletedTask;
        }
    }
}
