using Microsoft.Extensions.Logging;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>Takes a person's word that a discrepancy is dealt with, so that one word counts and everybody else is told whose it was.</summary>
public sealed partial class DiscrepancyDesk(IDiscrepancies discrepancies, TimeProvider time, ILogger<DiscrepancyDesk> logger)
{
    public async Task<ClosingResult> CloseAsync(
        TenantId tenant, DiscrepancyId id, PrincipalId by, string? note, CancellationToken cancellationToken)
    {
        while (await discrepancies.FindAsync(tenant, id, cancellationToken) is { } found)
        {
            if (found.Closed is { } first)
            {
                return first.By == by && first.Note == note ? new ClosingResult.Closed(found) : new ClosingResult.ClosedBefore(first);
            }

            var closed = found with { Closed = new DiscrepancyClosing(by, time.GetUtcNow(), note) };
            if (await discrepancies.ReplaceAsync(closed, cancellationToken) is { } written)
            {
                LogClosed(id, found.Kind, by.Value);
                return new ClosingResult.Closed(written);
            }
        }

        return new ClosingResult.Unknown();
    }

    [LoggerMessage(3302, LogLevel.Information, "Discrepancy {Discrepancy} ({Kind}) was closed by {Person}")]
    private partial void LogClosed(DiscrepancyId discrepancy, DiscrepancyKind kind, string person);
}

/// <summary>What became of a person's word.</summary>
public abstract record ClosingResult
{
    private ClosingResult()
    {
    }

    /// <summary>By this word, now or since the same person gave it before.</summary>
    public sealed record Closed(Discrepancy Discrepancy) : ClosingResult;

    public sealed record ClosedBefore(DiscrepancyClosing First) : ClosingResult;

    public sealed record Unknown : ClosingResult;
}
