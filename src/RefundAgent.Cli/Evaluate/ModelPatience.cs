using System.Collections.Concurrent;
using RefundAgent.Decisions;

namespace RefundAgent.Cli.Evaluate;

/// <summary>
/// Gives up on a model that never speaks: every ticket would be the built-in advisor's, look like agreement, and take as long as the model's
/// time limit.
/// </summary>
/// <param name="tickets">So many without one answer are enough.</param>
internal sealed class ModelPatience(int tickets)
{
    private readonly ConcurrentQueue<string> silences = new();
    private volatile bool spoke;

    /// <exception cref="CommandFailedException">None of the first tickets was advised on by the model.</exception>
    public void See(AdvisorUsage? usage)
    {
        spoke |= usage?.Advisor == AdvisorKind.Model;
        if (usage?.Fallback is not { } reason)
        {
            return;
        }

        silences.Enqueue(reason);
        if (!spoke && silences.Count >= tickets)
        {
            throw new CommandFailedException(
                $"The model gave no usable advice on any of the first {silences.Count} tickets, so this was stopped; it would only have shown the built-in "
                + $"advisor. {Summary}");
        }
    }

    /// <exception cref="CommandFailedException">The model advised on no ticket at all.</exception>
    public void Conclude()
    {
        if (!spoke && !silences.IsEmpty)
        {
            throw new CommandFailedException(
                $"The model gave no usable advice on any of {silences.Count} tickets: what is shown for it is the built-in advisor. {Summary}");
        }
    }

    private string Summary => $"Why: {string.Join("; ", silences.CountBy(reason => reason).OrderByDescending(reason => reason.Value).Take(3).Select(reason => $"{reason.Key} ({reason.Value})"))}.";
}
