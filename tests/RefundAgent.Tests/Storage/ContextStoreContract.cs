using RefundAgent.Context;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class ContextStoreContract(TestStore store)
{
    private static readonly PolicyVersion Policy = PolicyVersion.From("p1");

    private readonly IContextStore contexts = store.Get<IContextStore>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_tenant_begins_with_nothing_in_force()
    {
        Assert.Equal(ActiveVersions.None, await contexts.ReadPointerAsync(tenant, default));
        Assert.Equal(ContextVersion.Empty, await contexts.NewestAsync(tenant, default));
        Assert.Same(LearnedContext.Empty, await contexts.FindAsync(tenant, ContextVersion.Empty, default));
        Assert.Null(await contexts.FindAsync(tenant, new ContextVersion(1), default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_version_comes_back_as_it_was_saved(int items)
    {
        var context = Samples.Context(1, items);

        Assert.True(await contexts.SaveAsync(tenant, context, default));

        Assert.Equal(CanonicalJson.Write(context), CanonicalJson.Write(await contexts.FindAsync(tenant, context.Version, default)));
        Assert.Null(await contexts.FindAsync(TestStore.NewTenant(), context.Version, default));
    }

    [Fact]
    public async Task A_number_is_saved_once_and_the_first_stands()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(learner => contexts.SaveAsync(tenant, Samples.Context(1, 3, $"By {learner}."), default)));

        Assert.Single(saved, won => won);
        Assert.False(await contexts.SaveAsync(tenant, Samples.Context(1, 0), default));
        Assert.Equal(3, (await contexts.FindAsync(tenant, new ContextVersion(1), default))!.Items.Distinct().Count());
        Assert.False(await contexts.SaveAsync(tenant, LearnedContext.Empty, default));
    }

    [Fact]
    public async Task The_newest_saved_version_is_known_in_force_or_not()
    {
        foreach (var version in new[] { 9, 11, 10 })
        {
            await contexts.SaveAsync(tenant, Samples.Context(version, 1), default);
        }

        Assert.Equal(new ContextVersion(11), await contexts.NewestAsync(tenant, default));
    }

    [Fact]
    public async Task Items_of_any_length_are_kept_whole()
    {
        var context = Samples.Context(1, 20, Samples.Noise(256 * 1024));

        await contexts.SaveAsync(tenant, context, default);

        Assert.Equal(CanonicalJson.Write(context), CanonicalJson.Write(await contexts.FindAsync(tenant, context.Version, default)));
    }

    [Fact]
    public async Task The_pointer_moves_only_from_where_it_was_seen()
    {
        var none = await contexts.ReadPointerAsync(tenant, default);
        Assert.True(await contexts.SwapAsync(tenant, none, At(0), default));
        Assert.False(await contexts.SwapAsync(tenant, none, At(1), default));

        var first = await contexts.ReadPointerAsync(tenant, default);
        Assert.True(await contexts.SwapAsync(tenant, first, At(1), default));
        Assert.False(await contexts.SwapAsync(tenant, first, At(2), default));

        var now = await contexts.ReadPointerAsync(tenant, default);
        Assert.Equal((new ContextVersion(1), Policy), (now.Context, now.Policy));
    }

    [Fact]
    public async Task Of_many_that_swap_at_once_one_does()
    {
        await contexts.SwapAsync(tenant, ActiveVersions.None, At(0), default);
        var seen = await contexts.ReadPointerAsync(tenant, default);

        var swapped = await Task.WhenAll(Enumerable.Range(1, 16).Select(version => contexts.SwapAsync(tenant, seen, At(version), default)));

        Assert.Single(swapped, won => won);
        Assert.Equal(Array.IndexOf(swapped, true) + 1, (await contexts.ReadPointerAsync(tenant, default)).Context.Number);
    }

    [Fact]
    public async Task Every_tenant_with_a_pointer_is_listed_however_it_is_named()
    {
        var tenants = Samples.HostileIds.Select(id => TenantId.From(id)).Append(tenant).ToArray();
        foreach (var each in tenants)
        {
            Assert.True(await contexts.SwapAsync(each, await contexts.ReadPointerAsync(each, default), At(0), default));
        }

        Assert.Superset(tenants.ToHashSet(), (await contexts.TenantsAsync(default)).ToHashSet());
    }

    private static ActiveVersions At(int version) => new(new ContextVersion(version), Policy, null);
}
