using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RefundAgent.Cli.Serve;

/// <summary>The local storage emulator, started only where nothing listens yet and stopped with the command that started it.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>Pinned: the version that the tests run against.</summary>
    public const string Version = "3.37.0";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process launcher;
    private readonly ConcurrentQueue<string> lastWords;

    private AzuriteProcess(Process launcher, ConcurrentQueue<string> lastWords) => (this.launcher, this.lastWords) = (launcher, lastWords);

    /// <summary>Asks without exceptions: while Azurite starts this is asked many times, and they would cost more than all else does.</summary>
    public static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var call = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        call.Completed += (_, _) => answered.TrySetResult();
        if (socket.ConnectAsync(call))
        {
            await answered.Task.WaitAsync(cancellationToken);
        }

        return call.SocketError == SocketError.Success;
    }

    /// <exception cref="CommandFailedException">No Node.js, or Azurite ended before it listened.</exception>
    public static async Task<AzuriteProcess> StartAsync(DevelopmentPorts ports, string location, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(location);
        var azurite = Launch(ports, location);
        try
        {
            await azurite.ReadyAsync(ports, time, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!launcher.HasExited)
        {
            launcher.StandardInput.Close();
            try
            {
                await launcher.WaitForExitAsync().WaitAsync(StopLimit);
            }
            catch (TimeoutException)
            {
                launcher.Kill(entireProcessTree: true);
            }
        }

        launcher.Dispose();
    }

    private static AzuriteProcess Launch(DevelopmentPorts ports, string location)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["-e", Script(), Version, Text(ports.Blob), Text(ports.Queue), Text(ports.Table), Path.GetFullPath(location)];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var words = new ConcurrentQueue<string>();
        var launcher = new Process { StartInfo = start };
        launcher.OutputDataReceived += (_, line) => Keep(words, line.Data);
        launcher.ErrorDataReceived += (_, line) => Keep(words, line.Data);
        try
        {
            launcher.Start();
        }
        catch (Win32Exception absent)
        {
            launcher.Dispose();
            throw new CommandFailedException(
                "Local storage (Azurite) needs Node.js, and no 'node' was found on the PATH. Install Node.js 20 or later, "
                + "or run without it and keep nothing after the end: --storage memory", absent);
        }

        launcher.BeginOutputReadLine();
        launcher.BeginErrorReadLine();
        return new AzuriteProcess(launcher, words);
    }

    private async Task ReadyAsync(DevelopmentPorts ports, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        foreach (var port in new[] { ports.Blob, ports.Queue, ports.Table })
        {
            while (!await ListensAsync(port, cancellationToken))
            {
                if (launcher.HasExited || time.GetElapsedTime(began) > StartLimit)
                {
                    throw new CommandFailedException(
                        $"Azurite {Version} did not start{(launcher.HasExited ? $" (it ended with {launcher.ExitCode})" : " in time")}. Its last words: "
                        + $"{string.Join(" | ", lastWords)}\nTry it by hand: npx azurite@{Version} --skipApiVersionCheck, or run with --storage memory");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
        }
    }

    private static void Keep(ConcurrentQueue<string> words, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("npm warn", StringComparison.Ordinal))
        {
            words.Enqueue(line);
            while (words.Count > 8)
            {
                words.TryDequeue(out _);
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Script()
    {
        using var resource = typeof(AzuriteProcess).Assembly.GetManifestResourceStream("azurite-launcher.cjs")
            ?? throw new InvalidOperationException("azurite-launcher.cjs is not embedded in this build.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
