using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Benchmarks.Startup;

/// <summary>The least that answers a POST on this runtime: what no server can start faster than.</summary>
internal static class HelloServer
{
    public const string Argument = "hello-server";
    public const string Listens = "Hello listens on ";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapPost(Routes.Refunds, () => Results.Ok());
        await app.StartAsync();
        Console.WriteLine(Listens + app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
