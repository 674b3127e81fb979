using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using RefundAgent.Leases;
using RefundAgent.Queues;
using RefundAgent.Records;
using RefundAgent.Tests.Controls;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

/// <summary>A customer's whole trail, and what is left of it once they are erased.</summary>
public abstract class ErasureContract(TestStore store)
{
    private static readonly PrincipalId Olga = PrincipalId.From("olga");
    private static int customers;

    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly string name = $"mara7{Interlocked.Increment(ref customers)}erased";

    private string body = "";

    private CustomerId Mara => CustomerId.From(name);

    private string Email => $"{name}@mail.example";

    /// <summary>Somewhere in every word that is written about them.</summary>
    private string Secret => $"{name}told";

    [Fact]
    public async Task Nothing_of_an_erased_customer_is_left_but_their_id_beside_money()
    {
        var decision = await LeaveTrailAsync();

        var counts = await EraseAsync();

        Assert.Equal(
            ["checkpoints=1", "feedback=3", "messages=5", "orders=1", "papers=2", "pins=1", "versions=1"], counts.Select(each => $"{each.Key}={each.Value}"));
        foreach (var trace in await TracesAsync())
        {
            Assert.DoesNotContain(Email, trace.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Secret, trace.Text, StringComparison.OrdinalIgnoreCase);
            Assert.True(
                !trace.Text.Contains(name, StringComparison.OrdinalIgnoreCase) || trace.Place is TableNames.RefundLedger or TableNames.Orders,
                $"{trace.Place}: {trace.Text}");
        }

        var said = await store.Get<IFeedbackLedger>().OfDecisionAsync(tenant, decision, default);
        Assert.Equal([FeedbackKind.Ruling, FeedbackKind.Lesson], said.Select(entry => entry.Event.Kind));
        Assert.All(said, entry => Assert.Equal((null, null), (entry.Event.Note, entry.Event.Lesson)));
        Assert.Null(await store.Get<IBlobs>().FindAsync(body, default));
        Assert.Null((await store.Get<IDecisionRecords>().FindAsync(tenant, decision, default))!.Papers);
        Assert.True(Tombstones.Of(await store.Get<IControlLog>().ReadAsync(tenant, default)).Hide(Samples.Feedback(tenant, "any", decision.Value)));
    }

    [Fact]
    public async Task What_is_not_theirs_stays_as_it_was()
    {
        await LeaveTrailAsync();
        var other = Samples.Ticket(tenant, "t-other") with { Customer = new TicketCustomer(CustomerId.From("c1"), Email, Authenticated: true) };
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(other), default);
        await store.Get<IFeedbackLedger>().AppendAsync(tenant, [Samples.Feedback(tenant, "other", DecisionId.For(other).Value, "kept")], default);
        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("#other", "c1", email: Email), default);

        await EraseAsync();

        Assert.NotNull((await store.Get<IDecisionRecords>().FindAsync(tenant, DecisionId.For(other), default))!.Papers);
        Assert.Equal("kept", (await store.Get<IFeedbackLedger>().OfDecisionAsync(tenant, DecisionId.For(other), default))[0].Event.Note);
        Assert.Single(await store.Get<IOrderBook>().OfCustomerAsync(tenant, CustomerId.From("c1"), default));
        Assert.Equal(["p00900-Deny"], (await store.Get<IContextStore>().FindAsync(tenant, new ContextVersion(1), default))!.Items.Select(item => item.Id.Value));
        var waiting = await store.Get<IPoisonQueues>().ListAsync(QueueNames.Tickets, 1000, default);
        Assert.Contains(waiting, message => message.Text.Contains($"{name}kept", StringComparison.Ordinal));
        Assert.Contains(waiting, message => message.Text.Contains("somebody else", StringComparison.Ordinal));
        Assert.Contains(waiting, message => message.Text.Contains("\"ticket\":\"7\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_was_cut_short_goes_on_and_one_that_is_done_finds_nothing()
    {
        await LeaveTrailAsync();
        var places = store.Get<IEnumerable<IPersonalData>>().ToArray();
        await Assert.ThrowsAsync<InvalidOperationException>(() => EraseAsync([.. places.Take(3), new Dying(), .. places.Skip(3)]));

        var rest = await EraseAsync();
        var nothing = await EraseAsync();

        Assert.Equal((2, 1, 1), (rest["papers"], rest["versions"], rest["orders"]));
        Assert.All(nothing, each => Assert.Equal(0, each.Value));
        Assert.Single(await store.Get<IControlLog>().ReadAsync(tenant, default), entry => entry.Control is Control.EraseCases);
    }

    [Fact]
    public async Task It_waits_for_a_learner_that_is_at_work()
    {
        await LeaveTrailAsync();
        var leases = store.Get<ILeases>();
        var held = await leases.TryTakeAsync(LearnerTick.LeaseName, "a learner", TimeSpan.FromHours(1), default);

        await Assert.ThrowsAsync<StorageBusyException>(() => EraseAsync());

        await leases.ReleaseAsync(held!, default);
        Assert.Equal(2, (await EraseAsync())["papers"]);
    }

    [Fact]
    public async Task An_order_that_comes_back_under_another_customer_is_still_known_to_have_changed_hands()
    {
        await LeaveTrailAsync();
        await EraseAsync();

        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order($"#{name}", "somebody"), default);

        Assert.True(Assert.Single(await store.Get<IOrderBook>().OfCustomerAsync(tenant, CustomerId.From("somebody"), default)).ChangedHands);
    }

    private Task<System.Collections.Immutable.ImmutableSortedDictionary<string, int>> EraseAsync(IEnumerable<IPersonalData>? places = null) =>
        new CustomerErasure(
            store.Get<ICustomerCases>(), places ?? store.Get<IEnumerable<IPersonalData>>(), store.Get<IControlLog>(), store.Get<ILeases>(),
            store.Get<IIdSource>(), store.Clock, NullLogger<CustomerErasure>.Instance).RunAsync(tenant, Mara, Olga, null, default);

    private async Task<DecisionId> LeaveTrailAsync()
    {
        var ticket = TicketOf("t1", Mara.Value);
        var byAddress = TicketOf("t2", $"helpdesk-{name}");
        var decision = DecisionId.For(ticket);
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(ticket), default);
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(byAddress), default);
        var words = Samples.Feedback(tenant, "e1", decision.Value, Secret);
        await store.Get<IFeedbackLedger>().AppendAsync(tenant, [words, LessonOf(words)], default);
        await store.Get<IFeedbackInbox>().AddAsync(Samples.Feedback(tenant, "e2", DecisionId.For(byAddress).Value, Secret), default);
        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order($"#{name}", Mara.Value, email: Email), default);
        await store.Get<IRefundLedger>().PlanAsync([Samples.Entry(tenant, name, customer: Mara.Value)], Samples.Caps(), CustomerAccount.Empty, default);
        var precedent = LearnedSamples.Precedent(1) with { Decision = decision, Facts = LearnedSamples.Precedent(1).Facts.Add("booking.note", FactValue.Of(Secret)) };
        await store.Get<IContextStore>().SaveAsync(tenant, LearnedSamples.Head(precedent, LearnedSamples.Precedent(900)) with { Version = new ContextVersion(1) }, default);
        await store.Get<ILearnerCheckpoints>().SaveAsync(tenant, LearnerCheckpoint.Empty with { Fingerprint = Secret }, default);
        await store.Get<IControlLog>().AppendAsync(tenant, new Control.PinItem(precedent), Olga, Samples.Noon, null, default);
        await QueueAsync(ticket);
        return decision;
    }

    /// <summary>A model's sentence is made of the words, and tells as much as they do.</summary>
    private FeedbackEvent LessonOf(FeedbackEvent words) => words with
    {
        Id = Lesson.EventIdFor(words.Key, attempt: 1),
        Kind = FeedbackKind.Lesson,
        Outcome = null,
        Amount = null,
        Note = null,
        Lesson = new Lesson { Of = words.Id, Author = new LessonAuthor("scripted-1", "p1"), Tone = [new LessonTone($"Write as to {Secret}.", null)] },
    };

    /// <summary>One that waits, one too large for a message, one that failed, one that cannot be read; and one of somebody else.</summary>
    private async Task QueueAsync(Ticket ticket)
    {
        var (queues, envelope) = (store.Get<IMessageQueues>(), store.Get<QueueEnvelope>());
        await queues[QueueNames.Tickets].SendAsync(await envelope.WriteAsync(ticket, default), default);
        var large = await envelope.WriteAsync(ticket with { Text = Secret + Samples.Noise(90_000) }, default);
        body = JsonDocument.Parse(large).RootElement.GetProperty("blob").GetString()!;
        await queues[QueueNames.TicketsPoison].SendAsync(large, default);
        await queues[QueueNames.FeedbackPoison].SendAsync(
            await envelope.WriteAsync(Samples.Feedback(tenant, "e3", DecisionId.For(ticket).Value, Secret), default), default);
        await queues[QueueNames.TicketsPoison].SendAsync(await envelope.WriteAsync(DeliveryOf($$"""{"ticket":7,"from":"{{Email}}"}"""), default), default);
        await queues[QueueNames.TicketsPoison].SendAsync(await envelope.WriteAsync(DeliveryOf($$"""{"ticket":8,"from":"somebody else"}"""), default), default);
        await queues[QueueNames.TicketsPoison].SendAsync($$"""{"v":99,"from":"{{Email}}"}""", default);
        await queues[QueueNames.TicketsPoison].SendAsync(await envelope.WriteAsync(Samples.Ticket(tenant, text: name + "kept"), default), default);
    }

    private HelpdeskDelivery DeliveryOf(string told) =>
        new() { Tenant = tenant, Connection = new ConnectionName("zendesk"), ReceivedAt = Samples.Noon, Body = told };

    private Ticket TicketOf(string id, string customer) => Samples.Ticket(tenant, id, text: $"Please help: {Secret}.") with
    {
        Customer = new TicketCustomer(CustomerId.From(customer), Email, Authenticated: true),
    };

    private async Task<List<(string Place, string Text)>> TracesAsync()
    {
        var traces = new List<(string Place, string Text)>();
        foreach (var table in TableNames.All.Select(store.Table))
        {
            var ofTenant = new RowQuery { PartitionFrom = KeyText.Encode(tenant.Value), PartitionTo = KeyText.Encode(tenant.Value) + (char)(KeyText.Separator + 1) };
            await foreach (var row in table.QueryAsync(ofTenant, default))
            {
                traces.Add((table.Name, $"{row.Partition} {row.Key} {string.Join(' ', row.Tags)} {row.Read<JsonElement>(table.Name)}"));
            }
        }

        foreach (var queue in new[] { QueueNames.Tickets, QueueNames.Feedback })
        {
            traces.AddRange((await store.Get<IPoisonQueues>().ListAsync(queue, 1000, default))
                .Where(message => !message.Text.Contains($"{name}kept", StringComparison.Ordinal)).Select(message => (queue, message.Text)));
            while (await store.Get<IMessageQueues>()[queue].ReceiveAsync(32, TimeSpan.FromMinutes(1), default) is { Length: > 0 } waiting)
            {
                traces.AddRange(waiting.Select(message => (queue, message.Text)));
            }
        }

        return traces;
    }

    /// <summary>A process that is killed in the middle.</summary>
    private sealed class Dying : IPersonalData
    {
        public string Kind => "none";

        public Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken) => throw new InvalidOperationException("killed");
    }
}

public sealed class MemoryErasureTests(MemoryStore store) : ErasureContract(store), IClassFixture<MemoryStore>;

/// <summary>On an Azurite of its own: it reads and empties queues that other tests wait at.</summary>
public sealed class AzuriteErasureTests(AzuriteStore store) : ErasureContract(store), IClassFixture<AzuriteStore>;
