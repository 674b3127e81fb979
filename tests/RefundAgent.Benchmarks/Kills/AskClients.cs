using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using RefundAgent.Cli;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>Those who want something of the agent: they send again what got no answer, and nothing else.</summary>
internal sealed class AskClients
{
    public const int AtOnce = 8;

    /// <summary>Longer than a message in hand stays its dead holder's.</summary>
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(32);

    private readonly ConcurrentQueue<Ask> fresh;
    private readonly ConcurrentQueue<Ask> next = new();
    private readonly ConcurrentBag<Ask> all;
    private readonly Lock gate = new();
    private readonly List<Ask> broken = [];
    private readonly ConcurrentBag<double> settledAfter = [];
    private readonly ConcurrentDictionary<int, long> restartedAfter = new();

    public AskClients(IReadOnlyCollection<Ask> asks) => (fresh, all) = (new ConcurrentQueue<Ask>(asks), [.. asks]);

    public ImmutableArray<Ask> All => [.. all];

    public int Unanswered => all.Count(ask => ask.Answered is null);

    /// <summary>Seconds from the restart after the kill that broke a request off to its answer.</summary>
    public IReadOnlyCollection<double> SettledAfter => settledAfter;

    /// <summary>A process listens again after that kill.</summary>
    public void Restarted(int kill) => restartedAfter[kill] = RealClock.Time.GetTimestamp();

    /// <summary>All of them, until they are told to stop.</summary>
    /// <param name="client">Of the process that they ask.</param>
    /// <param name="kill">The number of the kill that will break off what is under way.</param>
    /// <param name="mostFresh">How many new requests they begin; what has to be sent again is not counted.</param>
    /// <param name="cancellationToken">Tells them.</param>
    public Task RunAsync(HttpClient client, int kill, int mostFresh, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, AtOnce).Select(_ => AskAsync(client, kill, mostFresh / AtOnce, cancellationToken)));

    private async Task AskAsync(HttpClient client, int kill, int most, CancellationToken cancellationToken)
    {
        for (var sent = 0; !cancellationToken.IsCancellationRequested;)
        {
            if (Next(sent < most) is not { } ask)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), RealClock.Time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                continue;
            }

            sent++;
            if (!await TrySendAsync(client, ask, kill, cancellationToken))
            {
                Put(ask);
            }
        }
    }

    /// <returns>False where it has to be sent again.</returns>
    private async Task<bool> TrySendAsync(HttpClient client, Ask ask, int kill, CancellationToken cancellationToken)
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
            ask.BrokenBy ??= kill;
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
        if (ask.BrokenBy is { } broke && restartedAfter.TryGetValue(broke, out var restarted))
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
}
