using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Tests.Learning;
using RefundAgent.Tests.Learning.Induction;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class LearnerCheckpointsContract(TestStore store)
{
    private readonly ILearnerCheckpoints checkpoints = store.Get<ILearnerCheckpoints>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_checkpoint_comes_back_as_it_was_saved_and_the_next_takes_its_place()
    {
        var team = new TaughtTeam();
        var early = team.Teach(12, "ann", "bob").Learner.Checkpoint() with { Fingerprint = "one" };
        var late = team.Teach(60, "ann", "bob").Learner.Checkpoint() with { Fingerprint = "two" };

        Assert.Null(await checkpoints.FindAsync(tenant, default));
        await checkpoints.SaveAsync(tenant, early, default);
        Assert.Equal(CanonicalJson.Write(early), CanonicalJson.Write(await checkpoints.FindAsync(tenant, default)));

        await checkpoints.SaveAsync(tenant, late, default);
        await checkpoints.SaveAsync(tenant, late, default);
        Assert.Equal(CanonicalJson.Write(late), CanonicalJson.Write(await checkpoints.FindAsync(tenant, default)));
        Assert.Null(await checkpoints.FindAsync(TestStore.NewTenant(), default));
    }

    [Fact]
    public async Task Two_thousand_cases_with_twenty_facts_each_are_one_checkpoint()
    {
        var full = Full(facts: 20, letters: 6);

        await checkpoints.SaveAsync(tenant, full, default);

        Assert.Equal(CanonicalJson.Write(full), CanonicalJson.Write(await checkpoints.FindAsync(tenant, default)));
    }

    [Fact]
    public async Task One_that_no_row_can_hold_is_not_kept_and_stops_nobody()
    {
        await checkpoints.SaveAsync(tenant, LearnerCheckpoint.Empty with { Fingerprint = "before" }, default);

        await checkpoints.SaveAsync(tenant, Full(facts: 20, letters: 48), default);

        Assert.Equal("before", (await checkpoints.FindAsync(tenant, default))!.Fingerprint);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_read_is_none()
    {
        await checkpoints.SaveAsync(tenant, LearnerCheckpoint.Empty, default);
        var table = store.Table(TableNames.LearnerCheckpoints);
        var row = (await table.FindAsync(KeyText.Encode(tenant.Value), "newest", default))!;
        foreach (var body in new[]
        {
            row.Body with { Schema = StorageFormat.Newest + 1 },
            row.Body with { Packed = false, Pieces = ["{oops"u8.ToArray()] },
            row.Body with { Packed = false, Pieces = ["{\"through\":3}"u8.ToArray()] },
            row.Body with { Packed = true, Pieces = ["{}"u8.ToArray()] },
            row.Body with { Pieces = [] },
        })
        {
            Assert.NotNull(await table.TryWriteAsync(RowWrite.Put(row with { Body = body }), default));
            Assert.Null(await checkpoints.FindAsync(tenant, default));
        }

        await checkpoints.SaveAsync(tenant, LearnerCheckpoint.Empty, default);
        Assert.NotNull(await checkpoints.FindAsync(tenant, default));
    }

    private static LearnerCheckpoint Full(int facts, int letters)
    {
        var noise = Samples.Noise(2_000 * facts * letters);
        return LearnerCheckpoint.Empty with
        {
            Fingerprint = "full",
            Evidence = [.. HandMade.Cases(1, 2_000, "red", InductionCases.Deny).Select((each, i) => each with
            {
                Facts = each.Facts.AddRange(Enumerable.Range(0, facts).Select(fact =>
                    KeyValuePair.Create($"fact.{fact}", FactValue.Of(noise.Substring(((i * facts) + fact) * letters, letters))))),
            })],
        };
    }
}

public sealed class MemoryLearnerCheckpointsTests(MemoryStore store) : LearnerCheckpointsContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteLearnerCheckpointsTests(AzuriteStore store) : LearnerCheckpointsContract(store);
