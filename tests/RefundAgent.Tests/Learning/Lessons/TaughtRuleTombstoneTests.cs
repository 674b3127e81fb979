using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>Whoever takes a person's words out takes out the rules that a model made of them, and their wording in the head.</summary>
public sealed class TaughtRuleTombstoneTests
{
    private const int Verdicts = 20;

    private static readonly PrincipalId Bob = new("bob");
    private static readonly ImmutableArray<int> Bobs = [Verdicts + 1, Verdicts + 2];

    public static TheoryData<string> Tombstoned => ["revoke", "undo", "erase"];

    [Theory]
    [MemberData(nameof(Tombstoned))]
    public async Task A_taught_rule_goes_with_its_words_as_if_it_had_never_been(string how)
    {
        var (world, never) = (await TeamAsync(bobToo: true), await TeamAsync(bobToo: false));
        var before = await world.HeadAsync();
        Assert.Contains(before.Items.OfType<LearnedItem.Guideline>(), item => item.Wording is { Model: "scripted-1" });
        Assert.NotEmpty((await KnownAsync(world)).Rules.Taught);

        foreach (var control in How(how))
        {
            await world.Port<IControlLog>().AppendAsync(Tenant, control, new PrincipalId("olga"), Noon, null, default);
        }

        world.Writer = null;
        await world.TickAsync();

        Assert.Equal(Told(await never.HeadAsync()), Told(await world.HeadAsync()));
        Assert.Equal(ContextDigest.Sha256(await never.HeadAsync()), ContextDigest.Sha256(await world.HeadAsync()));
        Assert.Empty((await KnownAsync(world)).Rules.Taught);
    }

    private static IEnumerable<Control> How(string how) => how switch
    {
        "revoke" => [new Control.RevokeReviewer(Bob)],
        "undo" => Bobs.Select(number => new Control.UndoEvent(new EventId($"e{number}"), Bob)),
        _ => [new Control.EraseCases([.. Bobs.Select(Decision)])],
    };

    /// <summary>Weather is paid and health is not; bob, where he is there, writes down why, and a model says so of each reason.</summary>
    private static async Task<LearnerWorld> TeamAsync(bool bobToo)
    {
        var world = await LearnerWorld.WithPolicyAsync();
        world.Writer = new ScriptedWriter(request => ScriptedWriter.Rule(FactNames.ClaimReason, request.Facts[FactNames.ClaimReason].ToString()!));
        for (var number = 1; number <= Verdicts; number++)
        {
            await SayAsync(world, number, number % 3 == 0 ? "cem" : "ann");
        }

        foreach (var number in bobToo ? Bobs : [])
        {
            await SayAsync(world, number, "bob", "That is our custom with such cases.");
        }

        await world.TickAsync();
        await world.TickAsync();
        return world;
    }

    private static Task SayAsync(LearnerWorld world, int number, string by, string? note = null)
    {
        var (reason, outcome) = number % 2 == 0 ? ("weather", Outcome.Approve) : ("health", Outcome.Deny);
        var said = Said(number, number, FeedbackKind.Ruling, outcome, by);
        return world.SayAsync(note is null ? said : said.Noting(note), number, reason);
    }

    private static async Task<LearnerCheckpoint> KnownAsync(LearnerWorld world) => (await world.Port<ILearnerCheckpoints>().FindAsync(Tenant, default))!;

    /// <summary>All but the numbers of versions and ledger rows.</summary>
    private static string Told(LearnedContext head) => CanonicalJson.Write(head with
    {
        Version = ContextVersion.Empty,
        Through = 0,
        Items = [.. head.Items.Select(item => item is LearnedItem.Precedent precedent ? precedent with { Sequence = 0 } : item)],
    });
}
