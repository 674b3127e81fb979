using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tests.Controls;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class ControlLogContract(TestStore store)
{
    private static readonly PrincipalId Olga = PrincipalId.From("olga #1");

    private readonly IControlLog log = store.Get<IControlLog>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task Every_kind_of_word_comes_back_as_it_was_said()
    {
        Control[] all =
        [
            .. Samples.HostileIds.Select(id => new Control.RevokeReviewer(PrincipalId.From(id))),
            new Control.EraseCases([DecisionId.From("d1"), DecisionId.From("d2")]),
            new Control.UndoEvent(EventId.From("e1"), PrincipalId.From("bob")),
            new Control.Rollback(new ContextVersion(4)),
            new Control.Resume(),
            LearnedSamples.Retire(LearnedSamples.Guideline("first")),
            LearnedSamples.Pin(LearnedSamples.Guideline("first")),
            LearnedSamples.Pin(LearnedSamples.Precedent(1)),
            new Control.DemoteSegment("s→approve", 17),
            new Control.AnswerProposal(new("w1"), Accepted: true),
        ];

        foreach (var control in all)
        {
            await log.AppendAsync(tenant, control, Olga, Samples.Noon, "Because it was \"wrong\".", default);
        }

        var said = await log.ReadAsync(tenant, default);
        Assert.Equal(Enumerable.Range(1, all.Length).Select(number => (long)number), said.Select(entry => entry.Sequence));
        Assert.Equal(all.Select(CanonicalJson.Write), said.Select(entry => CanonicalJson.Write(entry.Control)));
        Assert.All(said, entry => Assert.Equal((Olga, Samples.Noon, "Because it was \"wrong\"."), (entry.By, entry.At, entry.Note)));
        Assert.Empty(await log.ReadAsync(TestStore.NewTenant(), default));
    }

    [Fact]
    public async Task Many_who_speak_at_once_are_all_heard_and_no_number_is_left_out()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(person => SayAsync(new Control.RevokeReviewer(PrincipalId.From($"r{person % 12}")), $"p{person % 12}")));

        var said = await log.ReadAsync(tenant, default);

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), said.Select(entry => entry.Sequence));
        Assert.Equal(12, said.Select(entry => entry.By).Distinct().Count());
    }

    [Fact]
    public async Task A_repeated_request_is_one_word()
    {
        var first = await SayAsync(new Control.Rollback(new ContextVersion(2)), "olga");
        var again = await SayAsync(new Control.Rollback(new ContextVersion(2)), "olga");
        var another = await SayAsync(new Control.Rollback(new ContextVersion(2)), "otto");

        Assert.Equal((1L, 1L, 2L), (first.Sequence, again.Sequence, another.Sequence));
    }

    [Fact]
    public async Task A_word_that_is_gone_stops_the_reader()
    {
        await SayAsync(new Control.Rollback(new ContextVersion(2)), "olga");
        await SayAsync(new Control.Resume(), "olga");
        var key = KeyText.Join("s", "1".PadLeft(19, '0'));
        await store.Table(TableNames.ControlLog).TryWriteAsync(RowWrite.Delete(KeyText.Encode(tenant.Value), key), default);

        var hole = await Assert.ThrowsAsync<UnreadableRowException>(() => log.ReadAsync(tenant, default));

        Assert.Equal(key, hole.Key);
    }

    private Task<ControlEntry> SayAsync(Control control, string by) => log.AppendAsync(tenant, control, PrincipalId.From(by), Samples.Noon, null, default);
}

public sealed class MemoryControlLogTests(MemoryStore store) : ControlLogContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteControlLogTests(AzuriteStore store) : ControlLogContract(store);
