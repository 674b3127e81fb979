using System.Diagnostics;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Startup;

/// <summary>From the start of the process to its first answer, beside a server that does nothing.</summary>
internal static class StartupBenchmark
{
    private const int Runs = 5;
    private const double AimSeconds = 3;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        options.Report.Say($"\nStart to first answered POST, median of {Runs}, in seconds (aim {AimSeconds}):");
        var hello = new List<FirstAnswer>();
        var again = new List<FirstAnswer>();
        var first = new List<FirstAnswer>();
        var whole = new List<FirstAnswer>();
        await using (var storage = await LocalStorage.StartAsync(cancellationToken))
        {
            await ServeAsync(storage, 0, cancellationToken);
            for (var run = 1; run <= Runs; run++)
            {
                hello.Add(await HelloAsync(cancellationToken));
                again.Add(await ServeAsync(storage, run, cancellationToken));
            }
        }

        for (var run = 0; run < Runs; run++)
        {
            await using (var storage = await LocalStorage.StartAsync(cancellationToken))
            {
                first.Add(await ServeAsync(storage, run, cancellationToken));
            }

            await using var reserved = LocalStorage.Reserve();
            whole.Add(await ServeAsync(reserved, run, cancellationToken));
        }

        Keep(options.Report, "an empty server", hello);
        Keep(options.Report, "serve, Azurite running, started before", again);
        Keep(options.Report, "serve, Azurite running, first start (tables, samples)", first);
        Keep(options.Report, "serve, first start, starting Azurite itself", whole);
    }

    private static void Keep(Report report, string what, List<FirstAnswer> starts)
    {
        var (seconds, cpu) = (Spread.Of(starts.Select(start => start.Seconds)), Spread.Of(starts.Select(start => start.CpuSeconds)));
        report.Say($"  {what,-54} {seconds}, of its own CPU {cpu}");
        report.Keep($"startup, {what}", new { Seconds = seconds, CpuSeconds = cpu });
    }

    private static async Task<FirstAnswer> ServeAsync(LocalStorage storage, int run, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var serve = await ServeProcess.StartAsync(storage, cancellationToken);
        await serve.DecideAsync(new BenchCase(CaseKind.Escalation, BenchCase.FirstNumber + run).Body, cancellationToken);
        return new FirstAnswer(Stopwatch.GetElapsedTime(began).TotalSeconds, serve.Cpu.TotalSeconds);
    }

    private static async Task<FirstAnswer> HelloAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = ServeProcess.Launch("RefundAgent.Benchmarks.dll", HelloServer.Argument);
        using var client = new HttpClient { BaseAddress = await ServeProcess.AddressOfAsync(process, HelloServer.Listens, cancellationToken) };
        using var answer = await client.PostAsync(new Uri(Routes.Refunds, UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var start = new FirstAnswer(Stopwatch.GetElapsedTime(began).TotalSeconds, process.TotalProcessorTime.TotalSeconds);
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
        return start;
    }
}

/// <param name="Seconds">From the start of the process.</param>
/// <param name="CpuSeconds">Of the process, Azurite's left out; steadier than the time where the machine is busy.</param>
internal sealed record FirstAnswer(double Seconds, double CpuSeconds);
