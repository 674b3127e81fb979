using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Decisions;

public sealed class ReviewDeskTests : IAsyncLifetime
{
    private Desk desk = null!;
    private DecisionRecord drawn = null!;

    public async Task InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var record = Samples.Record(Samples.Ticket(Desk.Tenant));
        var autonomy = Autonomy.None with { State = AutonomyState.Auto, ReviewShare = 0.05m, Drawn = true };
        drawn = (await desk.Get<IDecisionRecords>().AddAsync(record with { Claims = [record.Claims[0] with { Autonomy = autonomy }] }, default))!;
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_judgement_is_noted_beside_what_others_wrote_meanwhile()
    {
        var records = desk.Get<IDecisionRecords>();
        await records.ReplaceAsync(drawn with { CompletedAt = Samples.Noon, State = RecordState.Complete }, null, default);

        await desk.Get<ReviewDesk>().NoteAsync(drawn, Judgement(), default);

        var now = (await records.FindAsync(Desk.Tenant, drawn.Id, default))!;
        Assert.Equal((ReviewState.Done, RecordState.Complete, Samples.Noon), (now.Review, now.State, now.CompletedAt));
    }

    [Fact]
    public async Task It_takes_one_write_once_and_nothing_where_nothing_was_drawn()
    {
        var reviews = desk.Get<ReviewDesk>();
        desk.Tables.Forget();

        await reviews.NoteAsync(drawn, Judgement(), default);
        Assert.Single(desk.Tables.Calls);
        desk.Tables.Forget();
        await reviews.NoteAsync(await desk.Get<IDecisionRecords>().FindAsync(Desk.Tenant, drawn.Id, default), Judgement(), default);
        await reviews.NoteAsync(drawn, Judgement() with { Kind = FeedbackKind.Csat }, default);

        Assert.Single(desk.Tables.Calls);
    }

    private FeedbackEvent Judgement() => Samples.Feedback(Desk.Tenant, "e1", drawn.Id.Value);
}
