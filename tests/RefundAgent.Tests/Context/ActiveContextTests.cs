using RefundAgent.Context;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Context;

public sealed class ActiveContextTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task What_is_loaded_is_kept_until_the_pointer_moves()
    {
        var first = await ReadAsync();
        desk.Tables.Forget();

        Assert.Same(first, await ReadAsync());
        Assert.Equal(TableNames.ContextPointer, Assert.Single(desk.Tables.Calls).Table);
    }

    [Fact]
    public async Task A_new_policy_leaves_the_loaded_context_and_the_pair_in_hand_as_they_are()
    {
        await PublishAsync(1);
        var before = await ReadAsync();
        await desk.SwitchOffAsync();

        var after = await ReadAsync();

        Assert.Same(before.Context, after.Context);
        Assert.NotEqual(before.Policy.Version, after.Policy.Version);
        Assert.Equal(RefundAgent.Policies.Mode.Earned, before.Policy.Mode);
    }

    [Fact]
    public async Task A_new_context_leaves_the_loaded_policy()
    {
        var before = await ReadAsync();
        await PublishAsync(1);

        var after = await ReadAsync();

        Assert.Same(before.Policy, after.Policy);
        Assert.Equal((0, 1), (before.Context.Version.Number, after.Context.Version.Number));
    }

    [Fact]
    public async Task A_tenant_without_a_policy_is_told_what_to_do() =>
        Assert.Contains("import policy", (await Assert.ThrowsAsync<NoPolicyException>(
            () => desk.Get<ActiveContext>().ReadAsync(TenantId.From("new"), default))).Message, StringComparison.Ordinal);

    private Task<DecisionBasis> ReadAsync() => desk.Get<ActiveContext>().ReadAsync(Desk.Tenant, default);

    private async Task PublishAsync(int version)
    {
        var contexts = desk.Get<IContextStore>();
        await contexts.SaveAsync(Desk.Tenant, Samples.Context(version, 2), default);
        var pointer = await contexts.ReadPointerAsync(Desk.Tenant, default);
        Assert.True(await contexts.SwapAsync(Desk.Tenant, pointer, pointer with { Context = new ContextVersion(version) }, default));
    }
}
