using RefundAgent.Context;
using RefundAgent.Web.Auth;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Web.Context;

/// <summary>Puts versions into the agent's storage as its learner would.</summary>
internal static class LearnedWorld
{
    public static Task LearnAsync(this Agent agent, params LearnedItem[] items) => agent.LearnAsync(Head([.. items]));

    public static async Task LearnAsync(this Agent agent, LearnedContext head)
    {
        var contexts = agent.Get<IContextStore>();
        var next = (await contexts.NewestAsync(DefaultTenant.Id, default)).Next;
        var pointer = await contexts.ReadPointerAsync(DefaultTenant.Id, default);
        Assert.True(await contexts.SaveAsync(DefaultTenant.Id, head with { Version = next }, default));
        Assert.True(await contexts.SwapAsync(DefaultTenant.Id, pointer, pointer with { Context = next }, default));
    }
}
