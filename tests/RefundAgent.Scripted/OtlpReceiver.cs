using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Scripted;

/// <summary>A collector on a free port that keeps what it is sent; texts stand readable in the binary form.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Endpoint { get; private set; } = "";

    public string Traces => Sent("/v1/traces");

    public string Metrics => Sent("/v1/metrics");

    public string Logs => Sent("/v1/logs");

    /// <summary>Traces that log lines name.</summary>
    public IReadOnlySet<string> LogTraces => Bodies("/v1/logs").SelectMany(body => OtlpSpan.TracesOfLogs(body)).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<OtlpSpan> Spans => [.. Bodies("/v1/traces").SelectMany(body => OtlpSpan.ReadAll(body))];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        var addresses = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        receiver.Endpoint = addresses.Single();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        received.Enqueue((request.Path, body.ToArray()));
    }

    private string Sent(string path) => string.Concat(Bodies(path).Select(Encoding.UTF8.GetString));

    private IEnumerable<byte[]> Bodies(string path) => received.Where(each => each.Path == path).Select(each => each.Body);
}
