using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>One `serve` on an Azurite of its own, shared by the tests of a class, each with customers and orders of its own.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private ServeProcess? serve;

    public string Storage => azurite.ConnectionString;

    internal ServeProcess Serve => serve ?? throw new InvalidOperationException("The shop has not been opened.");

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        serve = await ServeProcess.StartAsync(Storage);
    }

    public async Task DisposeAsync()
    {
        if (serve is not null)
        {
            await serve.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }
}
