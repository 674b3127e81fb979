using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace RefundAgent.Benchmarks.World;

/// <summary>The real `serve`, in a process of its own, as built beside this program.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private const string Key = "bench-key";
    private const string Listens = "RefundAgent listens on ";

    private readonly Process process;
    private readonly HttpClient client;

    private ServeProcess(Process process, Uri address)
    {
        this.process = process;
        client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
    }

    /// <summary>User and kernel time since the process began.</summary>
    public TimeSpan Cpu => Fresh().TotalProcessorTime;

    public long ResidentBytes => Fresh().WorkingSet64;

    public HttpClient Client => client;

    public static Task<ServeProcess> StartAsync(LocalStorage storage, CancellationToken cancellationToken, params string[] more) =>
        StartAsync(storage, new Dictionary<string, string>(), cancellationToken, more);

    /// <inheritdoc cref="StartAsync(string, LocalStorage, IReadOnlyDictionary{string, string}, CancellationToken, string[])"/>
    public static Task<ServeProcess> StartAsync(
        LocalStorage storage, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, params string[] more) =>
        StartAsync("refund-agent.dll", storage, settings, cancellationToken, more);

    /// <param name="program">Beside this one, or anywhere by its whole path.</param>
    /// <param name="storage">On which it works.</param>
    /// <param name="settings">In its environment.</param>
    /// <param name="cancellationToken">While it starts.</param>
    /// <param name="more">Of its command line.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<ServeProcess> StartAsync(
        string program, LocalStorage storage, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, params string[] more)
    {
        string[] arguments = ["serve", "--port", "0", "--dev-key", Key, "--storage", storage.ConnectionString, "--data", storage.Folder, .. more];
        var process = Launch(program, settings, arguments);
        return new ServeProcess(process, await AddressOfAsync(process, Listens, cancellationToken));
    }

    /// <summary>Any program beside this one that prints where it listens.</summary>
    public static Process Launch(string program, params string[] arguments) => Launch(program, new Dictionary<string, string>(), arguments);

    public static Process Launch(string program, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, program)))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        return process;
    }

    public static async Task<Uri> AddressOfAsync(Process process, string before, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(before, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[before.Length..]);
            }
        }

        throw new InvalidOperationException($"'{string.Join(' ', process.StartInfo.ArgumentList.Take(2))}' ended before it listened.");
    }

    /// <returns>The answer's body.</returns>
    public async Task<string> DecideAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri(Routes.Refunds, UriKind.Relative), content, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? answer
            : throw new InvalidOperationException($"serve answered {(int)response.StatusCode}: {answer}");
    }

    /// <summary>That it has ended, by itself or not.</summary>
    public Task ExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>What a crash does: no request and no last words.</summary>
    /// <returns>False where it had ended by itself.</returns>
    public bool Kill()
    {
        var runs = !process.HasExited;
        process.Kill();
        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process Fresh()
    {
        process.Refresh();
        return process;
    }

    private static void Tell(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("Starting Azurite", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"  serve: {line}");
        }
    }
}
