using System.Collections.Immutable;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>A learner that asks somebody about staff's words: once, last, and so that nothing depends on being able to ask again.</summary>
public sealed class LessonRoundTests
{
    private const string Brief = "Be warm and brief.";

    [Fact]
    public async Task What_two_people_wrote_is_asked_about_once_and_is_in_force_a_tick_later()
    {
        var world = await SpokenAsync(("ann", Brief), ("bob", Brief));
        var writer = Writer(world);

        await world.TickAsync();
        Assert.Empty(Tone(await world.HeadAsync()));
        await world.TickAsync();
        await world.TickAsync();

        Assert.Equal(2, writer.Asked.Count);
        Assert.Equal(Brief, Assert.Single(Tone(await world.HeadAsync())).Text);
        Assert.Equal(4, (await world.LedgerAsync()).Count);
        var run = (await world.RunsAsync()).Single(run => !run.Lessons.IsEmpty);
        Assert.Equal(["ann", "bob"], run.Lessons.Select(row => row.By.Value).Order(StringComparer.Ordinal));
        Assert.All(run.Lessons, row => Assert.Equal((Brief, "scripted-1"), (Assert.Single(row.Tone), row.Author.Deployment)));
        Assert.Empty(run.SetAside);
    }

    [Fact]
    public async Task Without_a_writer_nothing_is_asked_and_nothing_changes()
    {
        var (silent, asked) = (await SpokenAsync(("ann", Brief)), await SpokenAsync(("ann", Brief)));
        asked.Writer = new ScriptedWriter(_ => ScriptedWriter.Nothing);
        foreach (var world in new[] { silent, asked })
        {
            await world.TickAsync();
            await world.TickAsync();
        }

        Assert.Single(await silent.LedgerAsync());
        Assert.Equal(2, (await asked.LedgerAsync()).Count);
        Assert.Equal(Told(await silent.HeadAsync()), Told(await asked.HeadAsync()));
    }

    [Fact]
    public async Task A_refold_needs_nobody_to_ask()
    {
        var world = await SpokenAsync(("ann", Brief), ("bob", Brief));
        Writer(world);
        await world.TickAsync();
        await world.TickAsync();
        var head = Told(await world.HeadAsync());
        await ForgetCheckpointAsync(world);

        world.Writer = new ScriptedWriter(_ => throw new InvalidOperationException("nobody must ask"));
        await world.TickAsync();

        Assert.Equal(head, Told(await world.HeadAsync()));
        Assert.Equal(2, (await world.RunsAsync()).Count(run => run.Lessons.Length == 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_before_or_after_any_step_each_question_has_one_answer(bool afterEffect)
    {
        var whole = await SpokenAsync(("ann", Brief), ("bob", Brief));
        Writer(whole);
        await whole.TickAsync();
        await whole.TickAsync();
        var expected = Told(await whole.HeadAsync());

        var broke = true;
        for (var step = 1; broke; step++)
        {
            var world = await SpokenAsync(("ann", Brief), ("bob", Brief));
            Writer(world);
            var breakage = new Breakage(step, afterEffect);
            await Record.ExceptionAsync(() => world.TickAsync(breakage));
            broke = breakage.Broke;

            world.Time.Advance(TimeSpan.FromMinutes(3));
            await world.TickAsync();
            await world.TickAsync();

            Assert.Equal(expected, Told(await world.HeadAsync()));
            Assert.Equal(4, (await world.LedgerAsync()).Count);
            Assert.True(step < 150, "a tick with two questions has fewer steps than that");
        }
    }

    [Fact]
    public async Task What_fails_is_tried_three_times_and_never_holds_up_what_verdicts_teach()
    {
        var world = await SpokenAsync(("ann", Brief));
        var writer = new ScriptedWriter(_ => new LessonReply.Failed("no schema", Unavailable: false));
        world.Writer = writer;
        for (var tick = 0; tick < 6; tick++)
        {
            await world.TickAsync();
        }

        Assert.Equal(StaffWords.MostAttempts, writer.Asked.Count);
        Assert.Single((await world.HeadAsync()).Items);
        Assert.Equal(StaffWords.MostAttempts, (await world.RunsAsync()).SelectMany(run => run.Lessons).Count(row => row.Failure == "no schema"));
    }

    [Fact]
    public async Task A_model_that_cannot_be_reached_is_asked_once_in_ten_minutes_whatever_waits()
    {
        var world = await SpokenAsync(("ann", Brief), ("bob", Brief), ("cem", Brief));
        var writer = new ScriptedWriter(_ => new LessonReply.Failed("timed out", Unavailable: true));
        world.Writer = writer;
        for (var minute = 0; minute < 20; minute++)
        {
            await world.TickAsync();
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, writer.Asked.Count);
        writer = Writer(world);
        await world.TickAsync();
        Assert.Equal(3, writer.Asked.Count);
    }

    /// <summary>The check is ours: a writer that does not keep to what it was shown is one that gave no answer.</summary>
    [Theory]
    [InlineData("booking.cabin", "business")]
    [InlineData(FactNames.ClaimReason, "health")]
    [InlineData("order.id", "#W1")]
    public async Task What_was_not_shown_is_not_learned(string fact, string value)
    {
        var world = await SpokenAsync(("ann", Brief));
        world.Writer = new ScriptedWriter(_ => ScriptedWriter.Rule(fact, value));

        await world.TickAsync();
        await world.TickAsync();

        var row = Assert.Single((await world.RunsAsync()).SelectMany(run => run.Lessons).DistinctBy(each => each.Failure));
        Assert.Equal("the answer says what it was not shown", row.Failure);
        Assert.Empty(row.Rules);
    }

    [Fact]
    public async Task Nothing_of_the_customer_is_shown_nor_what_we_said_ourselves()
    {
        const string Note = "She wrote: I would like my money back. Mail ann.miller@example.com, be warm and brief. Card 4111 1111 1111 1111.";
        var world = await SpokenAsync(("ann", Brief), ("bob", Brief));
        Writer(world);
        await world.TickAsync();
        await world.TickAsync();
        await world.SayAsync(Said(9, 9, FeedbackKind.Ruling, Outcome.Deny, "cem").Noting(Note), 9);
        var writer = Writer(world);

        await world.TickAsync();

        var shown = Assert.Single(writer.Asked);
        Assert.DoesNotContain("money back", shown.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("miller", shown.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", shown.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("warm and brief", shown.Note, StringComparison.Ordinal);
        Assert.Contains("She wrote", shown.Note, StringComparison.Ordinal);
        Assert.Equal(Brief, Assert.Single(shown.Known).Text);
        Assert.Equal([FactNames.ClaimKind, FactNames.ClaimReason], shown.Facts.Keys);
        Assert.Equal(Outcome.Deny, shown.Verdict!.Outcome);
    }

    [Fact]
    public async Task An_edited_reply_is_shown_beside_the_one_that_was_sent_and_teaches_no_rule()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        var edit = Said(1, 1, FeedbackKind.ReplyEdit);
        await world.SayAsync(edit with { Event = edit.Event with { EditedReply = "Dear Ann, we are so sorry. A colleague looks into it." } }, 1);
        var writer = Writer(world);

        await world.TickAsync();

        var shown = Assert.Single(writer.Asked);
        Assert.Contains("so sorry", shown.EditedReply, StringComparison.Ordinal);
        Assert.Contains("A colleague will look into this", shown.SentReply, StringComparison.Ordinal);
        Assert.Null(shown.Verdict);
    }

    [Fact]
    public async Task Who_only_repeats_what_we_sent_is_not_asked_about()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        var edit = Said(1, 1, FeedbackKind.ReplyEdit);
        await world.SayAsync(edit with { Event = edit.Event with { EditedReply = "Thank you for writing.  A colleague will look into this and get back to you." } }, 1);
        var writer = Writer(world);

        await world.TickAsync();
        await world.TickAsync();

        Assert.Empty(writer.Asked);
        Assert.Null(Assert.Single((await world.RunsAsync()).SelectMany(run => run.Lessons)).Failure);
    }

    public static TheoryData<string> Tombstoned => ["revoke", "undo", "erase"];

    [Theory]
    [MemberData(nameof(Tombstoned))]
    public async Task What_was_made_of_words_that_are_gone_is_as_if_it_had_never_been(string how)
    {
        var world = await SpokenAsync(("ann", Brief), ("cem", "Say sorry before anything else."), ("bob", Brief), ("bob", "Say sorry before anything else."));
        var never = await SpokenAsync(("ann", Brief), ("cem", "Say sorry before anything else."));
        foreach (var each in new[] { world, never })
        {
            Writer(each);
            await each.TickAsync();
            await each.TickAsync();
        }

        Assert.Equal(2, Tone(await world.HeadAsync()).Length);
        foreach (var control in How(how))
        {
            await world.Port<IControlLog>().AppendAsync(Tenant, control, new PrincipalId("olga"), Noon, null, default);
        }

        world.Writer = null;
        await world.TickAsync();

        Assert.Empty(Tone(await world.HeadAsync()));
        Assert.Equal(Told(await never.HeadAsync()), Told(await world.HeadAsync()));
        Assert.Equal(ContextDigest.Sha256(await never.HeadAsync()), ContextDigest.Sha256(await world.HeadAsync()));
    }

    /// <summary>Bob's are the third and the fourth.</summary>
    private static ImmutableArray<Control> How(string how) => how switch
    {
        "revoke" => [new Control.RevokeReviewer(new PrincipalId("bob"))],
        "undo" => [new Control.UndoEvent(new EventId("e3"), new PrincipalId("bob")), new Control.UndoEvent(new EventId("e4"), new PrincipalId("bob"))],
        _ => [new Control.EraseCases([Decision(3), Decision(4)])],
    };

    private static ScriptedWriter Writer(LearnerWorld world)
    {
        var writer = new ScriptedWriter(request => string.IsNullOrWhiteSpace(request.Note) ? ScriptedWriter.Nothing
            : request.Known.FirstOrDefault(note => note.Text == request.Note) is { } known ? ScriptedWriter.Vote(known.Id.Value)
            : request.Note.Length < 60 ? ScriptedWriter.Tone(request.Note)
            : ScriptedWriter.Nothing);
        world.Writer = writer;
        return writer;
    }

    private static async Task<LearnerWorld> SpokenAsync(params (string By, string Note)[] notes)
    {
        var world = await LearnerWorld.WithPolicyAsync();
        foreach (var (place, (by, note)) in notes.Index())
        {
            await world.SayAsync(Said(place + 1, place + 1, FeedbackKind.Ruling, Outcome.Deny, by).Noting(note), place + 1);
        }

        return world;
    }

    private static async Task ForgetCheckpointAsync(LearnerWorld world) =>
        await world.Port<ITables>()[TableNames.LearnerCheckpoints].TryWriteAsync(RowWrite.Delete(KeyText.Encode(Tenant.Value), "newest"), default);

    private static ImmutableArray<LearnedItem.ToneNote> Tone(LearnedContext head) => [.. head.Items.OfType<LearnedItem.ToneNote>()];

    /// <summary>All but the numbers of versions and ledger rows.</summary>
    private static string Told(LearnedContext head) => CanonicalJson.Write(head with
    {
        Version = ContextVersion.Empty,
        Through = 0,
        Items = [.. head.Items.Select(item => item is LearnedItem.Precedent precedent ? precedent with { Sequence = 0 } : item)],
    });
}
