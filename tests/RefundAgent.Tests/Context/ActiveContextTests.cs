using System.Text.Json.Nodes;
using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Experiments;
using RefundAgent.Policies;
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
        Assert.Equal(Mode.Earned, before.Policy.Mode);
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

    [Fact]
    public async Task Switched_off_an_experiment_costs_nothing_and_changes_nothing()
    {
        var first = await ReadAsync();
        desk.Tables.Forget();

        Assert.Same(first, await desk.Get<ActiveContext>().ReadForAsync(desk.Ticket("Hello"), default));
        Assert.Equal(TableNames.ContextPointer, Assert.Single(desk.Tables.Calls).Table);
    }

    [Fact]
    public async Task A_case_in_the_control_arm_is_decided_under_nothing_learned()
    {
        await PublishAsync(1);
        await ExperimentAsync(control: 0.5, canary: 0);
        var bases = await ReadForAllAsync();

        var control = bases.First(basis => basis.Arm!.Arm == Arm.Control);

        Assert.Equal((1, 0), (control.Context.Version.Number, control.Context.Items.Length));
        Assert.Equal(2, bases.First(basis => basis.Arm!.Arm == Arm.InForce).Context.Items.Length);
    }

    [Fact]
    public async Task A_case_in_the_canary_is_decided_under_the_newest_version_while_an_older_one_is_held()
    {
        await PublishAsync(1);
        await PublishAsync(2);
        await ExperimentAsync(control: 0, canary: 0.5);
        Assert.All(await ReadForAllAsync(), basis => Assert.Equal(Arm.InForce, basis.Arm!.Arm));

        await HoldAsync(1);
        var canary = (await ReadForAllAsync()).First(basis => basis.Arm!.Arm == Arm.Canary);
        Assert.Equal(2, canary.Context.Version.Number);

        desk.Tables.Forget();
        var bases = await ReadForAllAsync();
        Assert.Equal(bases.Count + bases.Count(basis => basis.Arm!.Arm == Arm.Canary), desk.Tables.Calls.Length);
    }

    [Fact]
    public async Task A_canary_follows_what_the_learner_saves_meanwhile()
    {
        await PublishAsync(1);
        await PublishAsync(2);
        await ExperimentAsync(control: 0, canary: 0.5);
        await HoldAsync(1);
        await ReadForAllAsync();

        await desk.Get<IContextStore>().SaveAsync(Desk.Tenant, Samples.Context(3, 1), default);

        Assert.Equal([1, 3], (await ReadForAllAsync()).Select(basis => basis.Context.Version.Number).Distinct().Order());
    }

    private async Task<List<DecisionBasis>> ReadForAllAsync()
    {
        var bases = new List<DecisionBasis>();
        foreach (var ticket in Enumerable.Range(0, 20))
        {
            bases.Add(await desk.Get<ActiveContext>().ReadForAsync(desk.Ticket("Hello", ticket: $"t{ticket}"), default));
        }

        return bases;
    }

    private async Task ExperimentAsync(double control, double canary)
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["experiment"] = new JsonObject { ["controlShare"] = control, ["canaryShare"] = canary };
        await desk.Get<PolicyImport>().RunAsync(Desk.Tenant, policy.ToJsonString(), default);
    }

    private async Task HoldAsync(int version)
    {
        var contexts = desk.Get<IContextStore>();
        var pointer = await contexts.ReadPointerAsync(Desk.Tenant, default);
        Assert.True(await contexts.SwapAsync(Desk.Tenant, pointer, pointer with { Context = new ContextVersion(version), Held = true }, default));
    }

    private Task<DecisionBasis> ReadAsync() => desk.Get<ActiveContext>().ReadAsync(Desk.Tenant, default);

    private async Task PublishAsync(int version)
    {
        var contexts = desk.Get<IContextStore>();
        await contexts.SaveAsync(Desk.Tenant, Samples.Context(version, 2), default);
        var pointer = await contexts.ReadPointerAsync(Desk.Tenant, default);
        Assert.True(await contexts.SwapAsync(Desk.Tenant, pointer, pointer with { Context = new ContextVersion(version) }, default));
    }
}
