using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class LearnerStoresContract(TestStore store)
{
    private readonly ILearnerRuns runs = store.Get<ILearnerRuns>();
    private readonly IPolicyStore policies = store.Get<IPolicyStore>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        foreach (var hour in new[] { 2, 0, 3, 1 })
        {
            var run = new LearnerRun($"#{hour}", Samples.Noon.AddHours(hour), ContextVersion.Empty, new ContextVersion(1), 5, ["e1: no case"], "Learned.");
            await runs.AddAsync(tenant, run, default);
            await runs.AddAsync(tenant, run, default);
        }

        Assert.Equal(["#3", "#2", "#1"], (await runs.NewestAsync(tenant, 3, default)).Select(run => run.Id));
        Assert.Equal(4, (await runs.NewestAsync(tenant, 100, default)).Length);
    }

    [Fact]
    public async Task A_policy_is_kept_as_it_was_written_and_never_changes()
    {
        var document = new PolicyDocument(PolicyVersion.From("sha#1"), " {\n\"mode\": \"" + Samples.Noise(300_000).Replace('"', '\'') + "\"} ");

        await policies.SaveAsync(tenant, document, default);
        await policies.SaveAsync(tenant, document with { Json = "{}" }, default);

        Assert.Equal(document, await policies.FindAsync(tenant, document.Version, default));
        Assert.Null(await policies.FindAsync(tenant, PolicyVersion.From("SHA#1"), default));
    }
}

public sealed class MemoryLearnerStoresTests(MemoryStore store) : LearnerStoresContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteLearnerStoresTests(AzuriteStore store) : LearnerStoresContract(store);
