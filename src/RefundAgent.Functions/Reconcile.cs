using Microsoft.Azure.Functions.Worker;
using RefundAgent.Reconciliation;

namespace RefundAgent.Functions;

/// <summary>Finishes what was left behind and compares the ledger with the provider. A tick missed or run twice does no harm.</summary>
public sealed class Reconcile(Reconciler reconciler)
{
    [Function(FunctionNames.Reconcile)]
    public Task TickAsync(
        [TimerTrigger(ScheduleSettings.ReconcileBinding)] TimerInfo tick,
        FunctionContext context)
        => reconciler.RunAsync(context.CancellationToken);
}
