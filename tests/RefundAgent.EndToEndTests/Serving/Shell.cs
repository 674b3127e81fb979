using System.Diagnostics;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Types what the docs tell people to type: in bash, against a running agent, with <c>refund-agent</c> as this build.</summary>
/// <param name="agent">Stands in for the address that the docs write.</param>
/// <param name="storage">What the commands work on.</param>
internal sealed class Shell(Uri agent, string storage)
{
    private const string DocumentedAddress = "http://127.0.0.1:7071";

    private readonly string program = Path.Combine(AppContext.BaseDirectory, "refund-agent.dll");

    /// <returns>What was written to the two streams.</returns>
    public async Task<(string Output, string Error)> RunAsync(params string[] commands)
    {
        var (code, output, error) = await TryAsync(commands);
        Assert.True(code == 0, $"{string.Join('\n', commands)}\nended with {code}: {error}");
        return (output, error);
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(params string[] commands)
    {
        var folder = Directory.CreateTempSubdirectory("refund-agent-docs-");
        var script = string.Join('\n', ["set -euo pipefail", $"refund-agent() {{ dotnet '{program}' \"$@\"; }}", .. commands])
            .Replace(DocumentedAddress, agent.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[SettingNames.Storage] = storage;
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        folder.Delete(recursive: true);
        return (bash.ExitCode, output, await error);
    }
}
