using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters;
using RefundAgent.Web;
using RefundAgent.Web.Calls;

namespace RefundAgent.Cli.Serve;

/// <summary>Puts the product together in one process; `serve` and `evaluate` differ only in what they give it.</summary>
internal static class AgentHost
{
    /// <summary>Above the API's own limit, so that an oversized body gets our 413 with its problem details and not a cut connection.</summary>
    private const long TransportLimit = 1024 * 1024;

    /// <param name="settings">Override environment variables and files.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="configure">What else this process runs.</param>
    /// <param name="listening">Who can reach it.</param>
    public static WebApplication Build(
        IReadOnlyDictionary<string, string?> settings, int port, Action<IServiceCollection, IConfiguration>? configure = null, Listening listening = Listening.Loopback)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "refund-agent" });
        builder.Configuration.AddInMemoryCollection(settings);
        // Nothing in front of this process checks that header, so here it never counts.
        builder.Configuration.AddInMemoryCollection([new(SettingNames.AuthEasyAuth, "false")]);
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.QuietFrameworks();
        // A failed start is thrown as well, and told in a sentence there; a worker that dies is logged as critical all the same.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(listening == Listening.Any ? IPAddress.Any : IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = TransportLimit;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServeSession.DrainLimit);
        builder.Services.AddRefundAgent(builder.Configuration);
        builder.Services.AddRefundAgentWeb(builder.Configuration);
        configure?.Invoke(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.NameRequests();
        app.MapRefundAgent();
        app.MapFallback("{*path}", (HttpRequest request, ApiCalls calls) => calls.NoRouteAsync(request));
        return app;
    }

    /// <exception cref="CommandFailedException">The port is taken, or a setting is not usable.</exception>
    public static async Task<Uri> StartAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await app.StopAsync(CancellationToken.None); // The workers are up by now: cut off by disposal, they would be told of as crashed.
            throw new CommandFailedException(
                $"Port {port} is taken by another program: stop it, or choose another port (--port 0 picks a free one).", taken);
        }
        catch (Exception invalid) when (SettingFaults(invalid) is { Length: > 0 } faults)
        {
            throw new CommandFailedException("These settings have to be mended first:\n" + string.Join('\n', faults.Select(fault => "  " + fault)), invalid);
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses!.Addresses.First());
    }

    private static string[] SettingFaults(Exception fault) => fault switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException { InnerExceptions: var several } when several.All(each => each is OptionsValidationException) => [.. several.SelectMany(SettingFaults)],
        _ => [],
    };
}
