using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Import;

/// <summary>
/// Streams an order file into the order book. A bad line is reported and left out; storage that fails stops the import, and running
/// it again completes it, since putting an order twice leaves one.
/// </summary>
public sealed class OrderImport(IOrderBook book)
{
    private const int Lanes = 8;
    private const int MaxWaiting = 64;
    private const int ProgressEvery = 100;

    /// <param name="tenant">Whose orders they are.</param>
    /// <param name="lines">One JSON object a line; blank lines are skipped. Of two lines for one order the later one stands.</param>
    /// <param name="progress">Called now and then, and once at the end.</param>
    public async Task<ImportReport> RunAsync(
        TenantId tenant, TextReader lines, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var run = new Run();
        using var waiting = new SemaphoreSlim(MaxWaiting);
        var lanes = Enumerable.Repeat(Task.CompletedTask, Lanes).ToArray();
        try
        {
            await foreach (var line in BoundedLines.ReadAsync(lines, OrderLine.MaxBytes, cancellationToken))
            {
                if (run.Read(line) is { } order)
                {
                    await waiting.WaitAsync(cancellationToken);
                    ref var lane = ref lanes[(uint)order.Id.Value.GetHashCode(StringComparison.Ordinal) % Lanes];
                    lane = PutAfterAsync(lane, tenant, order, run, waiting, cancellationToken);
                }

                if (lanes.Any(lane => lane.IsFaulted))
                {
                    break;
                }

                if (run.Lines % ProgressEvery == 0)
                {
                    progress.Report(run.Progress);
                }
            }
        }
        finally
        {
            await Task.WhenAll(lanes);
        }

        progress.Report(run.Progress);
        return run.Report();
    }

    /// <summary>Orders of one lane go one after the other, so that two lines for one order end as the file has them.</summary>
    private async Task PutAfterAsync(
        Task before, TenantId tenant, Order order, Run run, SemaphoreSlim waiting, CancellationToken cancellationToken)
    {
        try
        {
            await before;
            await book.PutAsync(tenant, order, cancellationToken);
            run.CountImported();
        }
        finally
        {
            waiting.Release();
        }
    }

    private sealed class Run
    {
        private readonly ImmutableArray<ImportFault>.Builder faults = ImmutableArray.CreateBuilder<ImportFault>();
        private long imported;
        private long faulty;

        public long Lines { get; private set; }

        public ImportProgress Progress => new(Lines, Interlocked.Read(ref imported), faulty);

        public void CountImported() => Interlocked.Increment(ref imported);

        public Order? Read(string? line)
        {
            Lines++;
            if (line is null)
            {
                Note([new OrderLineFault("line", $"is longer than {OrderLine.MaxBytes} bytes: write one order on one line.")]);
                return null;
            }

            var text = line.AsSpan().Trim('\uFEFF').Trim();
            if (text.IsEmpty)
            {
                return null;
            }

            var result = OrderLine.Parse(text.ToString());
            if (result is OrderLineResult.Faulty bad)
            {
                Note(bad.Faults);
            }

            return (result as OrderLineResult.Parsed)?.Order;
        }

        public ImportReport Report() => new()
        {
            Lines = Lines,
            Imported = imported,
            FaultyLines = faulty,
            Faults = faults.ToImmutable(),
        };

        private void Note(ImmutableArray<OrderLineFault> found)
        {
            faulty++;
            faults.AddRange(found.Take(ImportReport.MaxFaults - faults.Count).Select(fault => new ImportFault(Lines, fault.Field, fault.Message)));
        }
    }
}
