using System.Reflection;
using RefundAgent.Actions;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reconciliation;

#pragma warning disable CA1852 // The runtime derives the proxy from it.
/// <summary>A ledger that lets no row of one decision be moved, as one with a row that nobody foresaw would.</summary>
internal class BrokenLedger : DispatchProxy
#pragma warning restore CA1852
{
    private IRefundLedger inner = null!;
    private DecisionId broken;

    public static IRefundLedger Around(IRefundLedger inner, DecisionId broken)
    {
        var ledger = DispatchProxy.Create<IRefundLedger, BrokenLedger>();
        var proxy = (BrokenLedger)(object)ledger;
        (proxy.inner, proxy.broken) = (inner, broken);
        return ledger;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IRefundLedger.MoveAsync) && args!.OfType<RefundEntry>().Any(entry => entry.Decision == broken)
            ? throw new InvalidOperationException("This row cannot be moved.")
            : targetMethod.Invoke(inner, args);
}
