using System.Diagnostics;
using System.Globalization;
using System.Text;
using RefundAgent.Adapters.Queues;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Helpdesks;
using RefundAgent.Queues;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>
/// How soon a helpdesk's delivery is acknowledged while fifty are sent at once, beside a door that only enqueues, on the same Azurite. Twice:
/// the HTTP surface alone, as on Azure, where the queue's functions run elsewhere; and the real `serve`, whose workers meanwhile work on
/// what has come (read the ticket, decide, answer) against a helpdesk in this process. Nothing that was acknowledged may be missing in the end.
/// </summary>
internal static class WebhookBenchmark
{
    private const string Connection = "zammad";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var helpdesk = new ZammadDouble();
        await helpdesk.StartAsync();
        await AloneAsync(helpdesk, options, cancellationToken);
        await WorkingAsync(helpdesk, options, cancellationToken);
    }

    private static async Task AloneAsync(ZammadDouble helpdesk, BenchOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = await PreparedAsync(storage, cancellationToken);
        await using var door = await DoorProcess.StartAsync(storage, ProductDoor.Listens, helpdesk.SettingsOf(Connection), cancellationToken, ProductDoor.Argument);
        var rounds = Rounds(helpdesk, options, round => [.. Enumerable.Range(1, options.Round).Select(number => $"{(round * 100_000) + number}")]);
        await using var bare = await BareAsync(storage, product, rounds[0][0], cancellationToken);

        await DoorPairs.RunAsync("the door alone", DeliveriesOf(door.Address), bare.Address, rounds, options.Report, cancellationToken);

        var (queued, sent) = (await CountAsync(product, QueueNames.Tickets, cancellationToken), options.Round * rounds.Count);
        options.Report.Say($"  kept     {queued} of {sent} acknowledged deliveries are on the queue");
        Require(queued == sent, "A delivery was acknowledged and is not on the queue.");
    }

    private static async Task WorkingAsync(ZammadDouble helpdesk, BenchOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = await PreparedAsync(storage, cancellationToken);
        await product.ImportPolicyAsync(TenantId.From("default"), cancellationToken);
        await using var serve = await ServeProcess.StartAsync(storage, helpdesk.SettingsOf(Connection), cancellationToken);
        var tickets = new List<string>();
        for (var number = 0; number < options.Round * (options.Pairs + DoorPairs.WarmUp); number++)
        {
            tickets.Add(await helpdesk.CustomerOpensAsync($"customer{number}@mail.example", $"My lamp of order #{number} came broken.\nI would like my money back."));
        }

        var rounds = Rounds(helpdesk, options, round => tickets.GetRange(round * options.Round, options.Round));
        await using var bare = await BareAsync(storage, product, rounds[0][0], cancellationToken);

        await DoorPairs.RunAsync("serve with its workers at work", DeliveriesOf(serve.Client.BaseAddress!), bare.Address, rounds, options.Report, cancellationToken);

        var began = Stopwatch.GetTimestamp();
        while (await CountAsync(product, QueueNames.Tickets, cancellationToken) > 0)
        {
            await Task.Delay(Look, RealClock.Time, cancellationToken);
        }

        var (answered, aside) = (tickets.Count(ticket => helpdesk.OwnComments(ticket).Count > 0), await CountAsync(product, QueueNames.TicketsPoison, cancellationToken));
        options.Report.Say($"  kept     {answered} of {tickets.Count} tickets were answered, the last {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s after the last delivery; {aside} in the poison queue");
        Require(answered == tickets.Count, "A delivery was acknowledged and its ticket was not answered.");
    }

    private static List<Signed[]> Rounds(ZammadDouble helpdesk, BenchOptions options, Func<int, IEnumerable<string>> tickets) =>
        [.. Enumerable.Range(0, options.Pairs + DoorPairs.WarmUp).Select(round => tickets(round).Select(ticket => Senders.Sign(ticket, helpdesk.Secret)).ToArray())];

    private static async Task<Product> PreparedAsync(LocalStorage storage, CancellationToken cancellationToken)
    {
        var product = new Product(storage);
        await product.PrepareAsync(cancellationToken);
        using var clients = new FloorTables(storage);
        await clients.Clients.Queues.CreateQueueAsync(BareDoor.Queue, cancellationToken: cancellationToken);
        return product;
    }

    /// <summary>A floor whose messages are as long as what the product makes of this delivery.</summary>
    private static async Task<DoorProcess> BareAsync(LocalStorage storage, Product product, Signed example, CancellationToken cancellationToken)
    {
        var message = await product.Get<QueueEnvelope>().WriteAsync(
            new HelpdeskDelivery
            {
                Tenant = TenantId.From("default"),
                Connection = new ConnectionName(Connection),
                ReceivedAt = RealClock.Time.GetUtcNow(),
                Body = Encoding.UTF8.GetString(example.Body),
            },
            cancellationToken);
        var length = Encoding.UTF8.GetByteCount(message).ToString(CultureInfo.InvariantCulture);
        return await DoorProcess.StartAsync(storage, BareDoor.Listens, new Dictionary<string, string>(), cancellationToken, BareDoor.Argument, length);
    }

    private static Uri DeliveriesOf(Uri address) => new(address, Routes.Webhooks.Replace("{helpdesk}", Connection, StringComparison.Ordinal));

    private static Task<int> CountAsync(Product product, string queue, CancellationToken cancellationToken) => product.Get<IQueues>()[queue].CountAsync(cancellationToken);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
