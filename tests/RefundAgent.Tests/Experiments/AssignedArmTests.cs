using RefundAgent.Experiments;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Experiments;

public sealed class AssignedArmTests
{
    private static readonly TenantId Tenant = new("t");
    private static readonly ExperimentTerms Terms = new(0.2m, 0.1m);

    [Fact]
    public void Switched_off_there_are_no_arms() => Assert.Null(AssignedArm.Of(Tenant, new TicketId("1"), ExperimentTerms.Off, held: true));

    [Fact]
    public void Arms_get_their_shares_and_say_with_what_chance()
    {
        var drawn = Draw(held: true);

        Assert.InRange(drawn.Count(arm => arm.Arm == Arm.Control), 1900, 2100);
        Assert.InRange(drawn.Count(arm => arm.Arm == Arm.Canary), 900, 1100);
        Assert.Equal(
            [new AssignedArm(Arm.InForce, 0.7m), new AssignedArm(Arm.Control, 0.2m), new AssignedArm(Arm.Canary, 0.1m)],
            drawn.Distinct().OrderBy(arm => arm.Arm));
    }

    [Fact]
    public void Where_the_newest_is_in_force_there_is_no_canary_and_the_control_arm_is_the_same()
    {
        var free = Draw(held: false);

        Assert.Equal([new AssignedArm(Arm.InForce, 0.8m), new AssignedArm(Arm.Control, 0.2m)], free.Distinct().OrderBy(arm => arm.Arm));
        Assert.Equal(Draw(held: true).Select(arm => arm.Arm == Arm.Control), free.Select(arm => arm.Arm == Arm.Control));
    }

    [Fact]
    public void Tenants_draw_apart() => Assert.NotEqual(
        Draw(held: true), Enumerable.Range(0, 10_000).Select(ticket => AssignedArm.Of(new TenantId("u"), new TicketId($"#{ticket}"), Terms, held: true)));

    private static AssignedArm[] Draw(bool held) =>
        [.. Enumerable.Range(0, 10_000).Select(ticket => AssignedArm.Of(Tenant, new TicketId($"#{ticket}"), Terms, held)!)];
}
