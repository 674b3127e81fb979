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

        Assert.Equal(Mode.Earned, await modes.TurnAsync(Desk.Tenant, Mode.Off, default));
        Assert.Equal(Mode.Off, await modes.TurnAsync(Desk.Tenant, Mode.Off, default));

        var after = (await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default)).Policy;
        Assert.NotEqual(before, after);
        Assert.NotNull(await desk.Get<IPolicyStore>().FindAsync(Desk.Tenant, before!.Value, default));
        Assert.Equal(Mode.Off, Assert.Single(await modes.ReadAsync(default)).Value);
        Assert.IsType<Ruling.Escalate>((await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp))).Claims.Single().Ruling);
    }

    [Fact]
    public async Task A_tenant_without_a_policy_has_none_to_turn()
    {
        await using var desk = await Desk.OpenAsync();

        await Assert.ThrowsAsync<NoPolicyException>(() => desk.Get<ModeSwitch>().TurnAsync(TenantId.From("nobody"), Mode.Off, default));
    }
}
