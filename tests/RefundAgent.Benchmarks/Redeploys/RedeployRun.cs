using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Benchmarks.Kills;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Policies;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Redeploys;

/// <summary>
/// One storage under load, on which an old build, a new one, both, the old one again and the new one work in turn, each killed in the middle;
/// then the format is raised, killed in the middle too, and the old build is let loose on it. In the end every message is accounted for.
/// </summary>
internal sealed class RedeployRun
{
    private const int Parts = 5;

    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly RedeployOptions options;
    private readonly LocalStorage storage;
    private readonly Product product;
    private readonly KillShop shop;
    private readonly AskClients clients;
    private readonly OpenWork open;
    private readonly AgentBuild old;
    private readonly AgentBuild @new;
    private readonly List<RedeployPhase> phases = [];

    private RedeployRun(RedeployOptions options, LocalStorage storage, Product product)
    {
        (this.options, this.storage, this.product) = (options, storage, product);
#pragma warning disable RS0030 // Seeded: the shop is the same for the same seed.
        shop = KillShop.Draw(options.Requests, new Random(options.Seed));
#pragma warning restore RS0030

        // The helpdesk's tickets first: they fill the queue, and whoever comes next finds it full.
        clients = new AskClients([.. shop.Asks.OrderByDescending(ask => ask.Kind == AskKind.Webhook)]);
        open = new OpenWork(product);
        (old, @new) = (new AgentBuild("old", options.OldBuild, storage), new AgentBuild("new", AgentBuild.OfThisProgram, storage));
    }

    public static async Task<RedeployResult> RunAsync(RedeployOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        return await new RedeployRun(options, storage, product).RunAsync(cancellationToken);
    }

    private async Task<RedeployResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = RealClock.Time.GetTimestamp();
        var policy = await shop.PolicyAsync(cancellationToken);
        await old.ImportAsync("policy", policy, cancellationToken);
        await old.ImportAsync("orders", string.Join('\n', shop.Orders.Select(order => order.Line)), cancellationToken);

        var webhooks = shop.Asks.Where(ask => ask.Kind == AskKind.Webhook).ToArray();
        var share = (shop.Asks.Count - webhooks.Length) / Parts;
        await LiveAsync("the old build, killed when the last webhook was acknowledged", [old], webhooks.Length, () => UntilAsync(() => webhooks.All(ask => ask.Answered is not null), cancellationToken), cancellationToken);
        await LiveAsync("the new build takes over, killed", [@new], share, ForAWhileAsync, cancellationToken);
        await LiveAsync("both side by side, killed", [old, @new], share, ForAWhileAsync, cancellationToken);
        await LiveAsync("rolled back: the old build alone, killed", [old], share, ForAWhileAsync, cancellationToken);
        await LiveAsync("the new build again, killed", [@new], share, ForAWhileAsync, cancellationToken);
        var migration = await MigrateAsync(share, cancellationToken);
        var tooOld = await TryTooOldAsync(cancellationToken);
        var settled = await SettleAsync(cancellationToken);

        var all = clients.All;
        var books = await KillBooks.ReadAsync(product, shop.Orders, all, cancellationToken);
        var audit = new KillAudit(books, shop.Orders, product.Get<IPolicyParser>().Parse(policy).Limits, all).Run();
        return new RedeployResult
        {
            Zeros = audit.Zeros,
            Findings = audit.Findings,
            Money = audit.Money,
            Phases = [.. phases],
            Requests = all.Length,
            Webhooks = webhooks.Length,
            Feedback = all.Count(ask => ask.Kind == AskKind.Feedback),
            FeedbackInLedger = books.FeedbackLedger.Length,
            SentAgain = all.Count(ask => ask.BrokenBy is not null),
            Migration = migration,
            TooOld = tooOld,
            Replayed = settled.Replayed,
            SettleSeconds = settled.Seconds,
            Seconds = RealClock.Time.GetElapsedTime(began).TotalSeconds,
        };
    }

    /// <summary>So long that a part of the load is on its way, and then the processes end without a word.</summary>
    private async Task LiveAsync(string name, AgentBuild[] builds, int fresh, Func<Task> until, CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(cancellationToken);
        var serves = await StartAsync(builds, cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = serves.Select(serve => clients.RunAsync(serve.Client, phases.Count, fresh / serves.Length + AskClients.AtOnce, over.Token)).ToArray();
        await until();
        foreach (var serve in serves)
        {
            serve.Kill();
        }

        await over.CancelAsync();
        await Task.WhenAll(asking);
        foreach (var serve in serves)
        {
            await serve.DisposeAsync();
        }

        await NoteAsync(name, decided, cancellationToken);
    }

    /// <summary>Under load, and with an old build still at work that somebody has forgotten: it predates formats, and reads nothing of a new one.</summary>
    private async Task<MigrationNote> MigrateAsync(int fresh, CancellationToken cancellationToken)
    {
        var (decided, poison) = (await DecidedAsync(cancellationToken), await PoisonAsync(cancellationToken));
        var serves = await StartAsync([@new, old], cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = serves.Select(serve => clients.RunAsync(serve.Client, phases.Count, fresh / serves.Length, over.Token)).ToArray();
        var runs = product.Get<MigrationRuns>();
        string[] migrate = ["migrate", "--settle", $"{options.Settle.TotalSeconds:0}s"];
        await @new.RunAsync(migrate, cancellationToken, () => UntilAsync(async () => await runs.FindAsync(cancellationToken) is { Rewritten: > 0 }, cancellationToken));
        var midway = await runs.FindAsync(cancellationToken);
        var second = await @new.RunAsync(migrate, cancellationToken);
        poison = await PoisonAsync(cancellationToken) - poison;
        serves[1].Kill();
        var began = RealClock.Time.GetTimestamp();
        var third = await @new.RunAsync(migrate, cancellationToken);
        var seconds = RealClock.Time.GetElapsedTime(began).TotalSeconds;
        await over.CancelAsync();
        await Task.WhenAll(asking);
        foreach (var serve in serves)
        {
            await serve.DisposeAsync();
        }

        await NoteAsync("the new build, the format raised under it; an old build that nobody stopped beside it; killed", decided, cancellationToken);
        return new MigrationNote(midway!.FinishedAt is null, midway.Rewritten, midway.Table, second.Output.Trim(), poison, third.ExitCode, third.Output.Trim(), seconds);
    }

    /// <returns>What it says.</returns>
    private async Task<string> TryTooOldAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var serve = await old.ServeAsync(cancellationToken);
            return "it listens";
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message.Contains("ended before it listened", StringComparison.Ordinal) ? "it ends before it listens" : refused.Message;
        }
    }

    /// <summary>The new build, not killed any more; poison queues are replayed as an operator would.</summary>
    private async Task<(int Replayed, double Seconds)> SettleAsync(CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(cancellationToken);
        await using var serve = await @new.ServeAsync(cancellationToken);
        clients.Restarted(phases.Count - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = clients.RunAsync(serve.Client, phases.Count, int.MaxValue, over.Token);
        var (began, replayed) = (RealClock.Time.GetTimestamp(), 0);
        while (RealClock.Time.GetElapsedTime(began) < SettleWithin)
        {
            replayed += await open.ReplayAsync(cancellationToken);
            if (clients.Unanswered == 0 && await open.CountAsync(cancellationToken) == 0 && await InboxIsEmptyAsync(cancellationToken))
            {
                break;
            }

            await Task.Delay(LookEvery, RealClock.Time, cancellationToken);
        }

        await over.CancelAsync();
        await asking;
        await NoteAsync("the new build until nothing is open", decided, cancellationToken);
        return (replayed, RealClock.Time.GetElapsedTime(began).TotalSeconds);
    }

    private async Task<ServeProcess[]> StartAsync(AgentBuild[] builds, CancellationToken cancellationToken)
    {
        var serves = new List<ServeProcess>();
        foreach (var build in builds)
        {
            serves.Add(await build.ServeAsync(cancellationToken));
        }

        clients.Restarted(phases.Count - 1);
        return [.. serves];
    }

    private Task ForAWhileAsync() => Task.Delay(options.Phase, RealClock.Time);

    private static Task UntilAsync(Func<bool> met, CancellationToken cancellationToken) => UntilAsync(() => Task.FromResult(met()), cancellationToken);

    private static async Task UntilAsync(Func<Task<bool>> met, CancellationToken cancellationToken)
    {
        while (!await met())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), RealClock.Time, cancellationToken);
        }
    }

    private async Task NoteAsync(string name, int before, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(cancellationToken);
        var now = await DecidedAsync(cancellationToken);
        phases.Add(new RedeployPhase(name, now - before, waiting, clients.Unanswered));
        options.Progress.WriteLine($"{name}: {now - before} decisions, {waiting} messages waiting, {clients.Unanswered} of {clients.All.Length} requests open");
    }

    private async Task<int> DecidedAsync(CancellationToken cancellationToken) =>
        await product.Get<PlainTables>().Tables[TableNames.DecisionsByTicket].QueryAsync(RowQuery.All, cancellationToken).CountAsync(cancellationToken);

    private async Task<bool> InboxIsEmptyAsync(CancellationToken cancellationToken) =>
        !await product.Get<PlainTables>().Tables[TableNames.FeedbackInbox].QueryAsync(RowQuery.All with { PageSize = 1 }, cancellationToken).AnyAsync(cancellationToken);

    private Task<int> WaitingAsync(CancellationToken cancellationToken) => CountAsync([QueueNames.Tickets, QueueNames.Feedback], cancellationToken);

    private Task<int> PoisonAsync(CancellationToken cancellationToken) => CountAsync([QueueNames.TicketsPoison, QueueNames.FeedbackPoison], cancellationToken);

    private async Task<int> CountAsync(string[] names, CancellationToken cancellationToken)
    {
        var queues = product.Get<IMessageQueues>();
        return (await Task.WhenAll(names.Select(name => queues[name].CountAsync(cancellationToken)))).Sum();
    }
}
