using System.Text;
using System.Text.RegularExpressions;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>What a process has written to one of its streams so far, and a way to wait for a certain line.</summary>
internal sealed class Transcript
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ended;

    /// <param name="line">Null at the end of the stream.</param>
    public void Add(string? line)
    {
        lock (gate)
        {
            ended |= line is null;
            text.Append(line).Append(line is null ? "" : "\n");
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <exception cref="InvalidOperationException">The stream ended, or the deadline passed, before such a line came.</exception>
    public async Task<Match> FindAsync(Regex pattern, TimeSpan deadline)
    {
        using var patience = new CancellationTokenSource(deadline);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (pattern.Match(text.ToString()) is { Success: true } match)
                {
                    return match;
                }

                next = ended ? Task.FromCanceled(new CancellationToken(canceled: true)) : changed.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"'{pattern}' was never written, but this was:\n{this}");
            }
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return text.ToString();
        }
    }
}
