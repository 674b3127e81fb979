using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Evidence;
using Stripe;

namespace RefundAgent.Tests.Payments;

/// <summary>
/// A stateful double of Stripe that others wrote, over real HTTP with Stripe's own client. It knows charges, refunds and keys, and no
/// payment intents, no lists of disputes and no pending refunds: those are left to <see cref="ScriptedStripe"/>.
/// </summary>
public sealed class StripeMockFixture : IAsyncLifetime
{
    public const string Package = "stripe-stateful-mock@0.0.16";

    /// <summary>It would listen on every interface of the machine.</summary>
    private const string LoopbackOnly =
        "const { Server } = require('net'); const listen = Server.prototype.listen;"
        + "Server.prototype.listen = function (port, ...rest) { return listen.call(this, port, '127.0.0.1', ...rest); };";

    private readonly int port = NpmServer.FreePorts(1)[0];
    private NpmServer? server;

    internal StripeClient Client { get; private set; } = null!;

    internal IRefundGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await NpmServer.StartAsync(Package, [], [port], Environment);
        Client = StripeConnection.Open(
            new StripeOptions { ApiKey = "sk_test_contract", ApiBase = $"http://127.0.0.1:{port}" }, TimeSpan.FromMinutes(1));
        Gateway = new StripeGateway(Client, new Storage.TestClock());
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <param name="token">A card, or one of the tokens that stand for a fault.</param>
    internal async Task<PaymentReference> PayAsync(long cents, string token = "tok_visa", string currency = "usd") => PaymentReference.From(
        (await Client.V1.Charges.CreateAsync(new ChargeCreateOptions { Amount = cents, Currency = currency, Source = token })).Id);

    private IEnumerable<(string Name, string Value)> Environment(string directory)
    {
        var preload = Path.Combine(directory, "loopback-only.cjs");
        System.IO.File.WriteAllText(preload, LoopbackOnly);
        return [("PORT", $"{port}"), ("LOG_LEVEL", "silent"), ("NODE_OPTIONS", $"--require={preload}")];
    }
}
