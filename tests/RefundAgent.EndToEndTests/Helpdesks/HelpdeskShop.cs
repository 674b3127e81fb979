using System.Globalization;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Helpdesks;

/// <summary>One `serve` with every helpdesk connected at once, as one tenant's several are, on an Azurite of its own.</summary>
public sealed class HelpdeskShop : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly Dictionary<string, HelpdeskDouble> doubles = HelpdeskDoubles.Make().ToDictionary(each => each.Kind);
    private ServeProcess? serve;
    private int numbers;

    public string Storage => azurite.ConnectionString;

    public IEnumerable<string> Kinds => doubles.Keys;

    internal ServeProcess Serve => serve ?? throw new InvalidOperationException("The shop has not been opened.");

    internal HelpdeskDouble this[string kind] => doubles[kind];

    public async Task InitializeAsync()
    {
        await Task.WhenAll(doubles.Values.Select(each => each.StartAsync()).Append(azurite.InitializeAsync()));
        var settings = doubles.Values.SelectMany(each => each.SettingsOf(each.Kind)).ToDictionary(each => each.Key, each => each.Value);

        // Long enough that a helpdesk which shows a comment late has shown it before the tries are used up.
        settings["Queues__RetryDelay"] = "00:00:08";
        serve = await ServeProcess.StartAsync(new ServeSetup { Storage = Storage, Environment = settings });
        foreach (var each in doubles.Values)
        {
            each.Webhook = new Uri(serve.Address, $"api/webhooks/{each.Kind}");
        }
    }

    public async Task DisposeAsync()
    {
        if (serve is not null)
        {
            await serve.DisposeAsync();
        }

        foreach (var each in doubles.Values)
        {
            await each.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }

    /// <summary>A customer known by an address alone, with a chair that has been delivered.</summary>
    internal async Task<Buyer> BuyerAsync(string kind)
    {
        var number = Interlocked.Increment(ref numbers).ToString("0000", CultureInfo.InvariantCulture);
        var buyer = new Buyer($"buyer-{kind}-{number}@example.com", $"#{kind.ToUpperInvariant()}{number}");
        await OrderFile.ImportAsync(Storage, OrderFile.Order(buyer.Order, $"shop-{kind}-{number}", "delivered", "Garden Chair", 45m, quantity: 1, buyer.Email));
        return buyer;
    }
}

internal sealed record Buyer(string Email, string Order)
{
    public string Request => $"I want to return the garden chair from order {Order}.";
}
