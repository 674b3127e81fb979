using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Policies;

public sealed class ModeSwitchTests
{
    [Theory]
    [InlineData("""{ "name": "a \"mode\": off", "rules": [{"mode":"deep"}], "mode" :  "earned" , "z": 1 }""", """{ "name": "a \"mode\": off", "rules": [{"mode":"deep"}], "mode" :  "off" , "z": 1 }""")]
    [InlineData("""{"mode":"suggest","name":"ä"}""", """{"mode":"off","name":"ä"}""")]
    public void Only_that_word_of_the_document_changes(string before, string after) => Assert.Equal(after, ModeSwitch.With(before, Mode.Off));

    [Fact]
    public async Task The_next_decision_obeys_it_and_the_policy_of_before_is_kept()
    {
        await using var desk = await Desk.OpenAsync();
        var modes = desk.Get<ModeSwitch>();
        var before = (await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default)).Policy;

        Assert.Equal(new TurnedMode(Desk.Tenant, Mode.Earned, Mode.Off, null), await modes.TurnAsync(Desk.Tenant, Mode.Off, default));
        Assert.Equal(new TurnedMode(Desk.Tenant, Mode.Off, Mode.Off, null), await modes.TurnAsync(Desk.Tenant, Mode.Off, default));

        var after = (await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default)).Policy;
        Assert.NotEqual(before, after);
        Assert.NotNull(await desk.Get<IPolicyStore>().FindAsync(Desk.Tenant, before!.Value, default));
        Assert.Equal(new ModeInForce(Desk.Tenant, Mode.Off, null), Assert.Single(await modes.ReadAllAsync(default)));
        Assert.IsType<Ruling.Escalate>((await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp))).Claims.Single().Ruling);
    }

    [Fact]
    public async Task A_tenant_without_a_policy_has_none_to_turn()
    {
        await using var desk = await Desk.OpenAsync();

        await Assert.ThrowsAsync<NoPolicyException>(() => desk.Get<ModeSwitch>().TurnAsync(TenantId.From("nobody"), Mode.Off, default));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"name\":\"shop\"}")]
    [InlineData("{\"mode\":{\"a\":1}}")]
    public void A_document_that_says_no_mode_has_no_word_to_change(string json) => Assert.Null(ModeSwitch.With(json, Mode.Off));

    [Fact]
    public async Task Off_stops_a_process_that_holds_the_policy_in_memory_when_its_row_cannot_be_read_any_more()
    {
        await using var desk = await Desk.OpenAsync();
        Assert.IsType<Ruling.Approve>((await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp))).Claims.Single().Ruling);
        await DamageAsync(desk, Desk.Tenant);

        var turned = await desk.Get<ModeSwitch>().TurnAsync(Desk.Tenant, Mode.Off, default);

        Assert.Equal((null, Mode.Off), (turned.Before, turned.After));
        Assert.NotNull(turned.Fault);
        Assert.Equal(Mode.Off, (await desk.Get<ModeSwitch>().ReadAsync(Desk.Tenant, default)).Mode);
        await Assert.ThrowsAsync<InvalidPolicyException>(() => desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp, "m2", "t2")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no JSON")]
    public async Task Importing_the_same_policy_again_mends_it(string? document)
    {
        await using var desk = await Desk.OpenAsync();
        await DamageAsync(desk, Desk.Tenant, document);
        await desk.Get<ModeSwitch>().TurnAsync(Desk.Tenant, Mode.Off, default);

        await desk.SetModeAsync("earned");

        Assert.Equal(new ModeInForce(Desk.Tenant, Mode.Earned, null), await desk.Get<ModeSwitch>().ReadAsync(Desk.Tenant, default));
        Assert.IsType<Ruling.Approve>((await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp))).Claims.Single().Ruling);
    }

    [Theory]
    [InlineData("""{ "name": "of another build", "mode": "earned", "limits": {} }""", Mode.Earned, """{ "name": "of another build", "mode": "off", "limits": {} }""")]
    [InlineData("""{ "name": "says none" }""", null, """{"mode":"off"}""")]
    [InlineData("""{ "mode": "eager" }""", null, """{ "mode": "off" }""")]
    [InlineData("no JSON", null, """{"mode":"off"}""")]
    public async Task Off_needs_no_valid_policy(string document, Mode? before, string after)
    {
        await using var desk = await Desk.OpenAsync();
        await PutAsync(desk, Desk.Tenant, document);
        var modes = desk.Get<ModeSwitch>();
        var found = await modes.ReadAsync(Desk.Tenant, default);

        var turned = await modes.TurnAsync(Desk.Tenant, Mode.Off, default);
        var again = await modes.TurnAsync(Desk.Tenant, Mode.Off, default);

        Assert.Equal((before, true), (found.Mode, found.Fault is not null));
        Assert.Equal((before, Mode.Off, true), (turned.Before, turned.After, turned.Fault is not null));
        Assert.Equal(Mode.Off, again.Before);
        var pointer = await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default);
        Assert.Equal(after, (await desk.Get<IPolicyStore>().FindAsync(Desk.Tenant, pointer.Policy!.Value, default))!.Json);
        await Assert.ThrowsAsync<InvalidPolicyException>(() => desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp)));
    }

    [Fact]
    public async Task To_act_again_a_tenant_needs_a_policy_that_is_valid_and_can_be_read()
    {
        await using var desk = await Desk.OpenAsync();
        await PutAsync(desk, Desk.Tenant, """{ "mode": "off" }""");
        var before = await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default);

        await Assert.ThrowsAsync<InvalidPolicyException>(() => desk.Get<ModeSwitch>().TurnAsync(Desk.Tenant, Mode.Earned, default));
        await DamageAsync(desk, Desk.Tenant);
        await Assert.ThrowsAsync<UnreadableRowException>(() => desk.Get<ModeSwitch>().TurnAsync(Desk.Tenant, Mode.Earned, default));

        Assert.Equal(before, await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default));
    }

    [Fact]
    public async Task Whoever_changes_the_policy_at_the_same_moment_is_turned_off_as_well()
    {
        await using var desk = await Desk.OpenAsync();
        var lost = 0;
        desk.Tables.Loses = call => call is { Table: TableNames.ContextPointer, Verb: not ("find" or "query") } && lost++ == 0;

        Assert.Equal(Mode.Earned, (await desk.Get<ModeSwitch>().TurnAsync(Desk.Tenant, Mode.Off, default)).Before);

        Assert.Equal(2, lost);
        Assert.Equal(Mode.Off, (await desk.Get<ModeSwitch>().ReadAsync(Desk.Tenant, default)).Mode);
    }

    /// <summary>As an older or newer build, or somebody with a storage tool, may have left it.</summary>
    private static async Task PutAsync(Desk desk, TenantId tenant, string document)
    {
        var version = PolicyVersion.From($"p-{document.Length}");
        await desk.Get<IPolicyStore>().SaveAsync(tenant, new PolicyDocument(version, document), default);
        var contexts = desk.Get<IContextStore>();
        var pointer = await contexts.ReadPointerAsync(tenant, default);
        Assert.True(await contexts.SwapAsync(tenant, pointer, pointer with { Policy = version }, default));
    }

    /// <param name="document">That stands in the row of the policy in force; null where the row cannot be read.</param>
    private static async Task DamageAsync(Desk desk, TenantId tenant, string? document = null)
    {
        var version = (await desk.Get<IContextStore>().ReadPointerAsync(tenant, default)).Policy!.Value;
        var (table, partition, key) = (desk.Tables[TableNames.Policies], KeyText.Encode(tenant.Value), KeyText.Encode(version.Value));
        var row = await table.FindAsync(partition, key, default);
        var body = document is null ? row!.Body with { Schema = null } : RowBody.Of(new PolicyDocument(version, document));
        Assert.NotNull(await table.TryWriteAsync(RowWrite.Put(row! with { Body = body }), default));
    }
}
