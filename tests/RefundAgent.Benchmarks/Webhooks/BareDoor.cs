using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>
/// The floor: a process that reads a body and sends one message, as long as the product's, to a queue of its own with the product's client
/// options. No secret, no JSON, nothing that could be left out.
/// </summary>
internal static class BareDoor
{
    public const string Argument = "bare-door";
    public const string Listens = "Bare door listens on ";
    public const string Queue = "door-floor";

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <param name="messageBytes">Before Base64.</param>
    public static async Task<int> RunAsync(string messageBytes)
    {
        var length = int.Parse(messageBytes, CultureInfo.InvariantCulture);
        using var meter = new StorageMeter();
        using var clients = new AzureClients(StorageConnection.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()), meter);
        var queue = clients.Queues.GetQueueClient(Queue);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapPost("/", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            var text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length).PadRight(length);
            await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), null, NeverExpires, cancellationToken);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        });
        await app.StartAsync();
        Console.WriteLine(Listens + app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
