using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
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
    private const int Clients = 8;
    private const int AsksPerKill = 8;

    /// <summary>Longer than a message in hand stays its dead holder's.</summary>
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(32);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Rounds = ["--learn-every", "1s", "--reconcile-every", "5s"];

    private readonly KillOptions options;
    private readonly LocalStorage storage;
    private readonly Product product;
    private readonly Random chance;
    private readonly KillShop shop;
    private readonly OpenWork open;
    private readonly ConcurrentQueue<Ask> fresh = new();
    private readonly ConcurrentQueue<Ask> next = new();
    private readonly ConcurrentBag<Ask> all = [];
    private readonly Lock gate = new();
    private readonly List<Ask> broken = [];
    private readonly ConcurrentBag<double> settledAfter = [];
    private readonly List<(string Name, bool Reached)> kills = [];
    private readonly ConcurrentDictionary<int, long> restartedAfter = new();
    private int replayed;

    private KillRun(KillOptions options, LocalStorage storage, Product product)
    {
        (this.options, this.storage, this.product) = (options, storage, product);
#pragma warning disable RS0030 // Seeded: the plan is the same for the same seed.
        chance = new Random(options.Seed);
#pragma warning restore RS0030
        open = new OpenWork(product);
        shop = KillShop.Draw(options.Kills * AsksPerKill, chance);
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
        foreach (var ask in shop.Asks)
        {
            all.Add(ask);
            fresh.Enqueue(ask);
        }

        foreach (var (index, kill) in KillPlan.Draw(options.Kills, chance).Index())
        {
            await LiveAndDieAsync(index, kill, cancellationToken);
            Say($"{index + 1}/{options.Kills} {kill.Name}{(kills[^1].Reached ? "" : " (not reached)")}; {all.Count(ask => ask.Answered is not null)} of {all.Count} answered");
        }

        var settled = await SettleAsync(cancellationToken);
        var books = await KillBooks.ReadAsync(product, shop.Orders, [.. all], cancellationToken);
        var zeros = new KillAudit(books, shop.Orders, policy.Limits, [.. all]).Run();
        return new KillResult
        {
            Zeros = zeros.Zeros,
            Findings = zeros.Findings,
            Points = [.. kills.Where(kill => kill.Reached).GroupBy(kill => kill.Name).Select(point => new PointCount(point.Key, point.Count())).OrderBy(point => point.Point, StringComparer.Ordinal)],
            NotReached = [.. kills.Where(kill => !kill.Reached).Select(kill => kill.Name).Order(StringComparer.Ordinal)],
            Restarts = kills.Count,
            Requests = all.Count,
            SentAgain = all.Count(ask => ask.BrokenBy is not null),
            Retries = all.Sum(ask => ask.Retries),
            Replayed = replayed,
            Money = zeros.Money,
            SettleSeconds = settledAfter.IsEmpty ? null : Spread.Of(settledAfter),
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

        restartedAfter[index - 1] = RealClock.Time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = Enumerable.Range(0, Clients).Select(_ => AskAsync(serve, index, AsksPerKill * 2 / Clients, over.Token)).ToArray();
        var exit = serve.ExitAsync(cancellationToken);
        await Task.WhenAny(exit, Task.Delay(kill.After, RealClock.Time, cancellationToken));
        var byUs = serve.Kill();
        await exit;
        await over.CancelAsync();
        await Task.WhenAll(clients);
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

    private async Task AskAsync(ServeProcess serve, int index, int most, CancellationToken cancellationToken)
    {
        for (var sent = 0; !cancellationToken.IsCancellationRequested;)
        {
            if (Next(sent < most) is not { } ask)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), RealClock.Time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                continue;
            }

            sent++;
            if (!await TrySendAsync(serve.Client, ask, index, cancellationToken))
            {
                Put(ask);
            }
        }
    }

    /// <returns>False where it has to be sent again.</returns>
    private async Task<bool> TrySendAsync(HttpClient client, Ask ask, int index, CancellationToken cancellationToken)
    {
        try
        {
            using var request = ask.Request();
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode || IsFinal(ask, response.StatusCode, body))
            {
                Settle(ask, response.StatusCode, body);
                return true;
            }

            if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError or HttpStatusCode.GatewayTimeout))
            {
                throw new InvalidOperationException($"{ask.Name} got {(int)response.StatusCode}, which no request of this run should: {body}");
            }

            (ask.Retries, ask.NotBefore) = (ask.Retries + 1, RealClock.Time.GetUtcNow() + (response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1)));
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            ask.BrokenBy ??= index;
            // Most clients wait; some are impatient, and find the message still in its dead holder's hand.
            (ask.Retries, ask.NotBefore) = (ask.Retries + 1, RealClock.Time.GetUtcNow() + (ask.Retries % 4 == 3 ? TimeSpan.Zero : SendAgainAfter));
        }

        return false;
    }

    /// <summary>An answer to an approval that stays the same however often it is asked.</summary>
    private static bool IsFinal(Ask ask, HttpStatusCode code, string body) =>
        ask.Kind == AskKind.Approve
        && code is HttpStatusCode.Conflict or HttpStatusCode.Forbidden
        && new[] { "already-answered", "not-pending", "nothing-left", "proposal-outdated", "case-changed", "needs-manager" }
            .Any(kind => body.Contains($":{kind}\"", StringComparison.Ordinal));

    private void Settle(Ask ask, HttpStatusCode code, string body)
    {
        ask.Answered = code;
        if (ask.BrokenBy is { } kill && restartedAfter.TryGetValue(kill, out var restarted))
        {
            settledAfter.Add(RealClock.Time.GetElapsedTime(restarted).TotalSeconds);
        }

        if (ask.Kind == AskKind.Decide)
        {
            using var answer = JsonDocument.Parse(body);
            var decision = answer.RootElement.GetProperty("decisionId").GetString()!;
            var waiting = answer.RootElement.GetProperty("claims").EnumerateArray()
                .Where(claim => claim.GetProperty("status").GetString() == "pendingApproval")
                .Select(claim => claim.GetProperty("claimId").GetString()!).ToArray();
            foreach (var more in Ask.After(decision, ask.Name, waiting))
            {
                all.Add(more);
                next.Enqueue(more); // Before what is new, so that answers and feedback are under way at every kill.
            }
        }
    }

    private Ask? Next(bool mayBeFresh)
    {
        lock (gate)
        {
            var now = RealClock.Time.GetUtcNow();
            if (broken.FindIndex(ask => ask.NotBefore <= now) is >= 0 and var index)
            {
                var ask = broken[index];
                broken.RemoveAt(index);
                return ask;
            }
        }

        return mayBeFresh && (next.TryDequeue(out var first) || fresh.TryDequeue(out first)) ? first : null;
    }

    private void Put(Ask ask)
    {
        lock (gate)
        {
            broken.Add(ask);
        }
    }

    /// <summary>The last process has no faults and is not killed: what was accepted settles, and what got no answer gets one.</summary>
    /// <returns>Seconds.</returns>
    private async Task<double> SettleAsync(CancellationToken cancellationToken)
    {
        await using var serve = await ServeProcess.StartAsync(storage, Webhooks(), cancellationToken, Rounds);
        restartedAfter[options.Kills - 1] = RealClock.Time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = Enumerable.Range(0, Clients).Select(_ => AskAsync(serve, options.Kills, int.MaxValue, over.Token)).ToArray();
        var began = RealClock.Time.GetTimestamp();
        while (RealClock.Time.GetElapsedTime(began) < SettleWithin)
        {
            var unanswered = all.Count(ask => ask.Answered is null);
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
        await Task.WhenAll(clients);
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
