using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Adapters.Policies;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Tests.Learning;

/// <summary>A learner that is held up just before its first call of one method of the context store, while something else happens.</summary>
internal sealed class Interruption(LearnerWorld world, string before, Func<Task> happens)
{
    private bool happened;

    public Task TickAsync()
    {
        var contexts = DispatchProxy.Create<IContextStore, Port>();
        ((Port)(object)contexts).Owner = this;
        return new LearnerTick(
            world.Port<IFeedbackInbox>(),
            world.Port<IFeedbackLedger>(),
            world.Port<IDecisionRecords>(),
            contexts,
            new ActiveContext(contexts, world.Port<IPolicyStore>(), new PolicyParser()),
            world.Port<IControlLog>(),
            world.Port<ILearnerCheckpoints>(),
            world.Rounds(contexts, world.Port<ILeases>()),
            world.Port<ILearnerRuns>(),
            world.Port<IIdSource>(),
            world.Meter,
            world.Time,
            NullLogger<LearnerTick>.Instance).RunAsync(default);
    }

    private object? Call(MethodInfo method, object?[]? args)
    {
        if (method.Name == before && !happened)
        {
            happened = true;
            happens().GetAwaiter().GetResult();
        }

        return method.Invoke(world.Contexts, args);
    }

#pragma warning disable CA1852 // The runtime derives the proxy from it.
    internal class Port : DispatchProxy
#pragma warning restore CA1852
    {
        public Interruption Owner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Owner.Call(targetMethod!, args);
    }
}
