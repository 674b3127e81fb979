using System.Globalization;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Policies;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>
/// Kills serve again and again on one storage while clients ask, then lets it live until everything is settled, and audits. Clients send again
/// what got no answer and nothing else: the rest is for the product to finish by itself, and for an operator to replay.
/// </summary>
internal sealed class KillRun
{
    private const int AsksPerKill = 8;

    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Rounds = ["--learn-every", "1s", "--reconcile-every", "5s"];

    private readonly KillOptions options;
    private readonly LocalStorage storage;
    private readonly Product product;
    private readonly Random chance;
    private readonly KillShop shop;
    private readonly OpenWork open;
    private readonly AskClients clients;
    private readonly List<(string Name, bool Reached)> kills = [];
    private int replayed;

    private KillRun(KillOptions options, LocalStorage storage, Product product)
    {
        (this.options, this.storage, this.product) = (options, storage, product);
#pragma warning disable RS0030 // Seeded: the plan is the same for the same seed.
        chance = new Random(options.Seed);
#pragma warning restore RS0030
        open = new OpenWork(product);
        shop = KillShop.Draw(options.Kills * AsksPerKill, chance);
        clients = new AskClients(shop.Asks);
    }

    public static async Task<KillResult> RunAsync(KillOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        return await new KillRun(options, storage, product).RunAsync(cancellationToken);
    }

    private async Task<KillResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = RealClock.Time.GetTimestamp();
        await product.PrepareAsync(cancellationToken);
        var policy = await product.Get<PolicyImport>().RunAsync(
            DefaultTenant.Id, await shop.PolicyAsync(cancellationToken), cancellationToken);
        await product.ImportOrdersAsync(DefaultTenant.Id, shop.Orders.Select(order => order.Line), cancellationToken);
        foreach (var (index, kill) in KillPlan.Draw(options.Kills, chance).Index())
        {
            await LiveAndDieAsync(index, kill, cancellationToken);
            Say($"{index + 1}/{options.Kills} {kill.Name}{(kills[^1].Reached ? "" : " (not reached)")}; {clients.All.Length - clients.Unanswered} of {clients.All.Length} answered");
        }

        var settled = await SettleAsync(cancellationToken);
        var all = clients.All;
        var books = await KillBooks.ReadAsync(product, shop.Orders, all, cancellationToken);
        var zeros = new KillAudit(books, shop.Orders, policy.Limits, all).Run();
        return new KillResult
        {
            Zeros = zeros.Zeros,
            Findings = zeros.Findings,
            Points = [.. kills.Where(kill => kill.Reached).GroupBy(kill => kill.Name).Select(point => new PointCount(point.Key, point.Count())).OrderBy(point => point.Point, StringComparer.Ordinal)],
            NotReached = [.. kills.Where(kill => !kill.Reached).Select(kill => kill.Name).Order(StringComparer.Ordinal)],
            Restarts = kills.Count,
            Requests = all.Length,
            SentAgain = all.Count(ask => ask.BrokenBy is not null),
            Retries = all.Sum(ask => ask.Retries),
            Replayed = replayed,
            Money = zeros.Money,
            SettleSeconds = clients.SettledAfter.Count == 0 ? null : Spread.Of(clients.SettledAfter),
            LastSettleSeconds = settled,
            Seconds = RealClock.Time.GetElapsedTime(began).TotalSeconds,
        };
    }

    private async Task LiveAndDieAsync(int index, Kill kill, CancellationToken cancellationToken)
    {
        await using var serve = await TryStartAsync(Settings(kill, index), cancellationToken);
        if (serve is null)
        {
            kills.Add((kill.Name, true)); // It came to its point while it started.
            return;
        }

        clients.Restarted(index - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = clients.RunAsync(serve.Client, index, AsksPerKill * 2, over.Token);
        var exit = serve.ExitAsync(cancellationToken);
        await Task.WhenAny(exit, Task.Delay(kill.After, RealClock.Time, cancellationToken));
        var byUs = serve.Kill();
        await exit;
        await over.CancelAsync();
        await asking;
        kills.Add((kill.Name, kill.At is null || !byUs));
    }

    private async Task<ServeProcess?> TryStartAsync(Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        try
        {
            return await ServeProcess.StartAsync(storage, settings, cancellationToken, Rounds);
        }
        catch (InvalidOperationException) when (settings.ContainsKey("Faults__KillAt"))
        {
            return null;
        }
    }

    /// <summary>The last process has no faults and is not killed: what was accepted settles, and what got no answer gets one.</summary>
    /// <returns>Seconds.</returns>
    private async Task<double> SettleAsync(CancellationToken cancellationToken)
    {
        await using var serve = await ServeProcess.StartAsync(storage, Webhooks(), cancellationToken, Rounds);
        clients.Restarted(options.Kills - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = clients.RunAsync(serve.Client, options.Kills, int.MaxValue, over.Token);
        var began = RealClock.Time.GetTimestamp();
        while (RealClock.Time.GetElapsedTime(began) < SettleWithin)
        {
            var unanswered = clients.Unanswered;
            replayed += await open.ReplayAsync(cancellationToken);
            var left = unanswered > 0 ? unanswered : await open.CountAsync(cancellationToken);
            if (left == 0)
            {
                break;
            }

            Say($"settling: {unanswered} requests without an answer{(unanswered == 0 ? $", {left} things under way" : "")}");
            await Task.Delay(LookEvery, RealClock.Time, cancellationToken);
        }

        await over.CancelAsync();
        await asking;
        return RealClock.Time.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Providers misbehave as well, at calls that the seed draws anew for every process.</summary>
    private Dictionary<string, string> Settings(Kill kill, int index)
    {
        var settings = Webhooks();
        if (kill.At is { } point)
        {
            settings["Faults__KillAt"] = point.ToString();
        }

        string[] answers = ["timeoutAfterPaying", "garbage", "unavailable", "pending", "timeoutBeforePaying", "pendingThenFailed"];
        foreach (var number in Enumerable.Range(0, 2))
        {
            var fault = $"Payments__Sandbox__Faults__{number}__";
            settings[fault + "Answer"] = answers[(index + number) % answers.Length];
            settings[fault + "Nth"] = chance.Next(1, 5).ToString(CultureInfo.InvariantCulture);
            settings[fault + "Times"] = chance.Next(2) == 0 ? "1" : "3"; // Three: the tries are used up, and the outcome stays unknown.
        }

        return settings;
    }

    private static Dictionary<string, string> Webhooks() => new()
    {
        ["Webhooks__Standard__Secret"] = Ask.WebhookSecret,
        ["Webhooks__Standard__CustomersAuthenticated"] = "true",
        ["Payments__Sandbox__SettleAfterSeconds"] = "1",
        ["Logging__LogLevel__Default"] = "Critical", // What a killed process leaves behind is warned of; here that is every line.
    };

    private void Say(string line) => options.Progress.WriteLine(line);
}
