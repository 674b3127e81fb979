using System.Collections.Immutable;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Benchmarks.Kills;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;
using RefundAgent.Policies;
using RefundAgent.Stores;
using RefundAgent.Web.Auth;

namespace RefundAgent.Benchmarks.Redeploys;

/// <summary>
/// One storage under load, on which an old build, a new one, both, the old one again and the new one work in turn, each killed in the middle;
/// then the format is raised, killed in the middle too, and the old build is let loose on it. In the end every message is accounted for.
/// </summary>
internal sealed class RedeployRun
{
    private const int Parts = 6;

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

        await LiveAsync("the old build alone, killed", [old], cancellationToken);
        await LiveAsync("the new build takes over, killed", [@new], cancellationToken);
        await LiveAsync("both side by side, killed", [old, @new], cancellationToken);
        await LiveAsync("rolled back: the old build alone, killed", [old], cancellationToken);
        var migration = await MigrateAsync(cancellationToken);
        var tooOld = await TooOldAsync(cancellationToken);
        var settled = await SettleAsync(cancellationToken);
        var last = await @new.RunAsync(["migrate", "--settle", "50ms"], cancellationToken);

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
            Webhooks = all.Count(ask => ask.Kind == AskKind.Webhook),
            Feedback = all.Count(ask => ask.Kind == AskKind.Feedback),
            FeedbackInLedger = books.FeedbackLedger.Length,
            SentAgain = all.Count(ask => ask.BrokenBy is not null),
            Migration = migration,
            TooOld = tooOld,
            Replayed = settled.Replayed,
            SettleSeconds = settled.Seconds,
            LastWords = last.Output.Trim(),
            Seconds = RealClock.Time.GetElapsedTime(began).TotalSeconds,
        };
    }

    /// <summary>So long that a part of the load is on its way, and then the processes end without a word.</summary>
    private async Task LiveAsync(string name, AgentBuild[] builds, CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(cancellationToken);
        var serves = await StartAsync(builds, cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = serves.Select(serve => clients.RunAsync(serve.Client, phases.Count, options.Requests / Parts / serves.Length, over.Token)).ToArray();
        await Task.Delay(options.Phase, RealClock.Time, cancellationToken);
        var waiting = await WaitingAsync(cancellationToken);
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

        await NoteAsync(name, decided, waiting, cancellationToken);
    }

    private async Task<MigrationNote> MigrateAsync(CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(cancellationToken);
        await using var serve = await @new.ServeAsync(cancellationToken);
        clients.Restarted(phases.Count - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = clients.RunAsync(serve.Client, phases.Count, options.Requests / Parts, over.Token);
        var runs = product.Get<MigrationRuns>();
        string[] migrate = ["migrate", "--settle", $"{options.Settle.TotalSeconds:0}s"];
        var first = @new.RunAsync(migrate, cancellationToken, async () =>
        {
            while (await runs.FindAsync(cancellationToken) is not { Rewritten: > 0 })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), RealClock.Time, cancellationToken);
            }
        });
        await first;
        var midway = await runs.FindAsync(cancellationToken);
        var second = RealClock.Time.GetTimestamp();
        var ended = await @new.RunAsync(migrate, cancellationToken);
        var seconds = RealClock.Time.GetElapsedTime(second).TotalSeconds;
        await over.CancelAsync();
        await asking;
        var waiting = await WaitingAsync(cancellationToken);
        serve.Kill();
        await NoteAsync("the new build, and the format raised meanwhile; killed", decided, waiting, cancellationToken);
        return new MigrationNote(midway!.FinishedAt is null, midway.Rewritten, midway.Table, ended.ExitCode, ended.Output.Trim(), seconds);
    }

    /// <summary>A build that predates formats, and so cannot know that it should not start.</summary>
    private async Task<TooOldNote> TooOldAsync(CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(cancellationToken);
        await using var serve = await old.ServeAsync(cancellationToken);
        clients.Restarted(phases.Count - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = clients.RunAsync(serve.Client, phases.Count, options.Requests / Parts / 2, over.Token);
        await Task.Delay(options.TooOld, RealClock.Time, cancellationToken);
        await over.CancelAsync();
        await asking;
        var waiting = await WaitingAsync(cancellationToken);
        serve.Kill();
        var made = await DecidedAsync(cancellationToken) - decided;
        var older = (await product.Get<IStoreMigration>().LookAsync(cancellationToken)).Older;
        await NoteAsync("the old build on the raised store, killed", decided, waiting, cancellationToken);
        return new TooOldNote(made, await PoisonAsync(cancellationToken), older);
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
        await NoteAsync("the new build until nothing is open", decided, await WaitingAsync(cancellationToken), cancellationToken);
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

    private async Task NoteAsync(string name, int before, int waiting, CancellationToken cancellationToken)
    {
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
