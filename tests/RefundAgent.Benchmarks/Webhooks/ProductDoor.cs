using Microsoft.Extensions.Hosting;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>
/// The product's HTTP surface in a process of its own, without the queues' workers: as on Azure, where functions with an HTTP trigger and
/// functions of a queue have instances of their own.
/// </summary>
internal static class ProductDoor
{
    public const string Argument = "product-door";
    public const string Listens = "Product door listens on ";

    public static async Task<int> RunAsync()
    {
        await using var app = AgentHost.Build(new Dictionary<string, string?>(), 0);
        Console.WriteLine(Listens + await AgentHost.StartAsync(app, 0, CancellationToken.None));
        await app.WaitForShutdownAsync();
        return 0;
    }
}
