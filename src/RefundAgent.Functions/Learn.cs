using Microsoft.Azure.Functions.Worker;
using RefundAgent.Learning;

namespace RefundAgent.Functions;

/// <summary>Folds corrections into the next context. A tick missed or run twice changes nothing: the ledger decides, not the clock.</summary>
public sealed class Learn(LearnerTick learner)
{
    [Function(FunctionNames.Learn)]
    public Task TickAsync(
        [TimerTrigger(ScheduleSettings.LearningBinding)] TimerInfo tick,
        FunctionContext context)
        => learner.RunAsync(context.CancellationToken);
}
