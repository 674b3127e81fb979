using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class FeedbackInboxContract(TestStore store)
{
    private readonly IFeedbackInbox inbox = store.Get<IFeedbackInbox>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task An_event_waits_once_however_often_it_is_delivered()
    {
        var feedback = Samples.Feedback(tenant, "e1");

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inbox.AddAsync(feedback, default)));

        Assert.Single(added, first => first);
        Assert.Equal(CanonicalJson.Write(feedback), CanonicalJson.Write(Assert.Single(await inbox.ReadAsync(tenant, 10, default))));
    }

    [Fact]
    public async Task One_principal_cannot_silence_another_by_using_its_event_id_first()
    {
        var (first, second) = (Samples.Feedback(tenant, "e1") with { By = PrincipalId.From("mallory") }, Samples.Feedback(tenant, "e1"));

        Assert.True(await inbox.AddAsync(first, default));
        Assert.True(await inbox.AddAsync(second, default));
        await inbox.RemoveAsync(tenant, [first.Key], default);

        Assert.Equal(second.By, Assert.Single(await inbox.ReadAsync(tenant, 10, default)).By);
    }

    [Fact]
    public async Task Events_are_read_in_the_order_of_their_ids_and_no_more_than_asked_for()
    {
        foreach (var id in new[] { "b", "C", "a", "#", "é", "0" })
        {
            await inbox.AddAsync(Samples.Feedback(tenant, id), default);
        }

        Assert.Equal(["#", "0", "C", "a", "b", "é"], await IdsAsync(10));
        Assert.Equal(["#", "0", "C"], await IdsAsync(3));
    }

    [Fact]
    public async Task Events_are_removed_whether_or_not_they_are_still_there()
    {
        var events = Enumerable.Range(0, 130).Select(index => Samples.Feedback(tenant, $"e{index:D3}")).ToArray();
        var keys = events.Select(feedback => feedback.Key).ToArray();
        await Task.WhenAll(events.Select(feedback => inbox.AddAsync(feedback, default)));

        await inbox.RemoveAsync(tenant, [keys[1], keys[2]], default);
        await inbox.RemoveAsync(tenant, [.. keys[..128], keys[0]], default);
        await inbox.RemoveAsync(tenant, [], default);

        Assert.Equal(["e128", "e129"], await IdsAsync(1000));
    }

    [Fact]
    public async Task Events_of_one_decision_are_found()
    {
        await inbox.AddAsync(Samples.Feedback(tenant, "e1", "d1"), default);
        await inbox.AddAsync(Samples.Feedback(tenant, "e2", "D1"), default);
        await inbox.AddAsync(Samples.Feedback(tenant, "e3", "d1"), default);

        var found = await inbox.OfDecisionAsync(tenant, DecisionId.From("d1"), default);

        Assert.Equal(["e1", "e3"], found.Select(feedback => feedback.Id.Value));
    }

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        var added = await Task.WhenAll(Samples.HostileIds.Select(id => inbox.AddAsync(Samples.Feedback(tenant, id, id), default)));

        Assert.All(added, Assert.True);
        Assert.Equal(Samples.HostileIds.Order(StringComparer.Ordinal), (await IdsAsync(1000)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_note_of_256_KiB_is_kept_whole()
    {
        var feedback = Samples.Feedback(tenant, "e1", note: Samples.Noise(256 * 1024));

        await inbox.AddAsync(feedback, default);

        Assert.Equal(feedback.Note, Assert.Single(await inbox.ReadAsync(tenant, 1, default)).Note);
    }

    private async Task<string[]> IdsAsync(int most) => [.. (await inbox.ReadAsync(tenant, most, default)).Select(feedback => feedback.Id.Value)];
}

public sealed class MemoryFeedbackInboxTests(MemoryStore store) : FeedbackInboxContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteFeedbackInboxTests(AzuriteStore store) : FeedbackInboxContract(store);
