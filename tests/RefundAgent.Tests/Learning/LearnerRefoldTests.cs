using System.Collections.Immutable;
using RefundAgent.Adapters.Policies;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

/// <summary>What was revoked, erased or undone is as if it had never been; what a refold starts, and what it survives.</summary>
public sealed class LearnerRefoldTests
{
    private static readonly PrincipalId Olga = new("olga");

    /// <summary>Every kind of tombstone takes out what bob said, and nothing else.</summary>
    public static TheoryData<string> Tombstoned => ["revoke", "undo", "erase"];

    [Theory]
    [MemberData(nameof(Tombstoned))]
    public async Task The_next_run_makes_of_it_what_it_would_be_had_they_never_spoken(string how)
    {
        var (world, never) = (await SpokenAsync(bobToo: true), await SpokenAsync(bobToo: false));
        var before = Told(await world.HeadAsync());

        await EndAsync(world, how);
        await world.TickAsync();
        await never.TickAsync();

        Assert.NotEqual(Told(await never.HeadAsync()), before);
        Assert.Equal(Told(await never.HeadAsync()), Told(await world.HeadAsync()));
        Assert.Equal(ContextDigest.Sha256(await never.HeadAsync()), ContextDigest.Sha256(await world.HeadAsync()));
        Assert.Equal(12, (await world.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_a_revoked_reviewer_goes_on_to_say_teaches_nothing()
    {
        var world = await SpokenAsync(bobToo: true);
        await EndAsync(world, "revoke");
        await world.TickAsync();
        var head = await world.HeadAsync();

        await world.SayAsync(Said(50, 50, FeedbackKind.Ruling, Outcome.Approve, "bob"), 50);
        await world.TickAsync();

        Assert.Equal(head.Version, (await world.HeadAsync()).Version);
        Assert.Equal(13, (await world.LedgerAsync()).Count);
    }

    [Theory]
    [InlineData("\"overRefund\": 1,", "\"overRefund\": 2,", true)]
    [InlineData("\"needlessEscalation\": \"6.00\"", "\"needlessEscalation\": \"7.00\"", true)]
    [InlineData("\"perCustomer30Days\": \"60000.00\"", "\"perCustomer30Days\": \"50000.00\"", false)]
    [InlineData("\"target\": 0.95", "\"target\": 0.9", false)]
    public async Task New_prices_fold_the_ledger_anew_and_nothing_else_of_a_policy_does(string from, string to, bool refolds)
    {
        var world = await SpokenAsync(bobToo: true);
        var policy = await File.ReadAllTextAsync(SampleFiles.Policy("airline"));
        Assert.Contains(from, policy, StringComparison.Ordinal);

        await new PolicyImport(new PolicyParser(), world.Port<IPolicyStore>(), world.Contexts)
            .RunAsync(Tenant, policy.Replace(from, to, StringComparison.Ordinal), default);
        await world.TickAsync();
        await world.TickAsync();

        Assert.Equal(refolds ? 24 : 12, (await world.RunsAsync()).Sum(run => run.Events));
    }

    [Theory]
    [InlineData("{oops")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("{\"through\":3}")]
    public async Task A_damaged_checkpoint_costs_a_refold_and_nothing_else(string damage)
    {
        var world = await SpokenAsync(bobToo: true);
        var head = await world.HeadAsync();
        var table = world.Port<ITables>()[TableNames.LearnerCheckpoints];
        var row = await table.FindAsync(KeyText.Encode(Tenant.Value), "newest", default);
        await table.TryWriteAsync(
            RowWrite.Put(row! with { Body = row.Body with { Packed = false, Pieces = [System.Text.Encoding.UTF8.GetBytes(damage)] } }), default);

        await world.TickAsync();
        await world.TickAsync();

        Assert.Equal(head.Version, (await world.HeadAsync()).Version);
        Assert.Equal(24, (await world.RunsAsync()).Sum(run => run.Events));
        Assert.Equal(12, (await world.Port<ILearnerCheckpoints>().FindAsync(Tenant, default))!.Through);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_before_or_after_any_step_of_a_refold_the_next_run_ends_it(bool afterEffect)
    {
        var never = await SpokenAsync(bobToo: false);
        var expected = Told(await never.HeadAsync());

        var broke = true;
        for (var step = 1; broke; step++)
        {
            var world = await SpokenAsync(bobToo: true);
            await EndAsync(world, "revoke");
            var breakage = new Breakage(step, afterEffect);
            var killed = await Record.ExceptionAsync(() => world.TickAsync(breakage));
            broke = breakage.Broke;
            Assert.Equal(broke, killed is not null);

            world.Time.Advance(TimeSpan.FromMinutes(3));
            await world.TickAsync();

            Assert.Equal(expected, Told(await world.HeadAsync()));
            Assert.Equal(12, (await world.LedgerAsync()).Count);
            Assert.True(step < 150, "a refold of twelve events has fewer steps than that");
        }
    }

    [Fact]
    public async Task While_a_person_holds_a_version_the_learner_learns_saves_and_leaves_it_in_force()
    {
        var world = await SpokenAsync(bobToo: true);
        var log = world.Port<IControlLog>();
        await log.AppendAsync(Tenant, new Control.Rollback(ContextVersion.Empty), Olga, Noon, null, default);
        await world.SayAsync(Said(60, 60, FeedbackKind.Ruling, Outcome.Deny), 60, "delay");
        world.Time.Advance(TimeSpan.FromMinutes(1));

        await world.TickAsync();
        await world.TickAsync();

        var pointer = await world.Contexts.ReadPointerAsync(Tenant, default);
        Assert.Equal((ContextVersion.Empty, true), (pointer.Context, pointer.Held));
        Assert.Equal(new ContextVersion(2), await world.Contexts.NewestAsync(Tenant, default));
        Assert.Equal(13, (await world.Port<ILearnerCheckpoints>().FindAsync(Tenant, default))!.Through);
        Assert.Contains("not in force", (await world.RunsAsync())[0].Note, StringComparison.Ordinal);

        await log.AppendAsync(Tenant, new Control.Resume(), Olga, Noon, null, default);
        await world.TickAsync();

        Assert.Equal((new ContextVersion(2), 13L), await world.HeadAsync() is var head ? (head.Version, head.Through) : default);
        Assert.False((await world.Contexts.ReadPointerAsync(Tenant, default)).Held);
    }

    /// <summary>Ann, cem and, where he is to, bob: he contradicts them, agrees with them, and rules on a case of his own.</summary>
    private static async Task<LearnerWorld> SpokenAsync(bool bobToo)
    {
        var world = await LearnerWorld.WithPolicyAsync();
        for (var i = 1; i <= 9; i++)
        {
            await world.SayAsync(Said(i, i, FeedbackKind.Ruling, i % 2 == 0 ? Outcome.Approve : Outcome.Deny, i % 3 == 0 ? "cem" : "ann"), i, i % 2 == 0 ? "weather" : "health");
        }

        if (bobToo)
        {
            foreach (var (id, number, outcome) in Bobs)
            {
                await world.SayAsync(Said(id, number, FeedbackKind.Ruling, outcome, "bob"), number, number % 2 == 0 ? "weather" : "health");
            }
        }

        await world.TickAsync();
        return world;
    }

    private static ImmutableArray<(int Id, int Number, Outcome Outcome)> Bobs => [(21, 21, Outcome.Approve), (22, 22, Outcome.Escalate), (23, 23, Outcome.Approve)];

    private static async Task EndAsync(LearnerWorld world, string how)
    {
        ImmutableArray<Control> controls = how switch
        {
            "revoke" => [new Control.RevokeReviewer(new PrincipalId("bob"))],
            "undo" => [.. Bobs.Select(each => new Control.UndoEvent(new EventId($"e{each.Id}"), new PrincipalId("bob")))],
            _ => [new Control.EraseCases([.. Bobs.Select(each => Decision(each.Number))])],
        };
        foreach (var control in controls)
        {
            await world.Port<IControlLog>().AppendAsync(Tenant, control, Olga, Noon, null, default);
        }
    }

    /// <summary>All but the numbers of versions and ledger rows.</summary>
    private static string Told(LearnedContext head) => CanonicalJson.Write(head with
    {
        Version = ContextVersion.Empty,
        Through = 0,
        Items = [.. head.Items.Select(item => item is LearnedItem.Precedent precedent ? precedent with { Sequence = 0 } : item)],
    });
}
