using System.Diagnostics;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>`refund-agent` with some arguments, in a process and a working folder of its own; ends only what it started, by process id.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    /// <summary>Long enough for the slowest machine that is not stuck; nothing is measured by it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RunningCommand(Process process, DirectoryInfo folder) => (this.process, this.folder) = (process, folder);

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public Transcript Output { get; } = new();

    public Transcript Error { get; } = new();

    /// <param name="arguments">Of the command line.</param>
    /// <param name="environment">Added to this process's own, of which no settings of the product are passed on: they may name a real model or storage.</param>
    public static RunningCommand Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = Directory.CreateTempSubdirectory("refund-agent-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "refund-agent.dll"), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(setting);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var command = new RunningCommand(new Process { StartInfo = start }, folder);
        command.process.OutputDataReceived += (_, line) => command.Output.Add(line.Data);
        command.process.ErrorDataReceived += (_, line) => command.Error.Add(line.Data);
        command.process.Start();
        command.process.BeginOutputReadLine();
        command.process.BeginErrorReadLine();
        return command;
    }

    /// <returns>The exit code; everything that was written is in the transcripts by then.</returns>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The command did not end. It wrote:\n{Output}\n{Error}");
        }

        return process.ExitCode;
    }

    /// <summary>What Ctrl-C and a container's stop do: a request to end.</summary>
    public void Terminate()
    {
        using var shell = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        shell.WaitForExit();
    }

    /// <summary>What a crash does: no request and no last words.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static bool IsSetting(string variable) => variable.Contains("__", StringComparison.Ordinal) || variable == "AzureWebJobsStorage";
}
