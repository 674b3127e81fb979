using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Backups;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Evidence;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Reconciliation;
using RefundAgent.Stores;
using RefundAgent.Tests.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage.Backups;

/// <summary>From one Azurite into a folder and into another.</summary>
public sealed class BackupTests(AzuriteStore store, SecondStore second) : IClassFixture<AzuriteStore>, IClassFixture<SecondStore>, IAsyncLifetime
{
    private const string NotBase64 = "put here by hand: { }";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("refund-agent-backup-");
    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly Steps steps = new();

    private AzuriteStore Target => second.Store;

    public async Task InitializeAsync()
    {
        await EmptyAsync(store);
        await EmptyAsync(Target);
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_backed_up_is_restored_column_by_column_and_backs_up_to_the_same_bytes()
    {
        var odd = new TableEntity("by hand", "~1")
        {
            ["Text"] = "ä", ["Int"] = 1, ["Long"] = 1L << 40, ["Double"] = 0.1, ["When"] = DateTimeOffset.UnixEpoch.AddTicks(1), ["Id"] = Guid.Empty, ["Bytes"] = new byte[] { 0 },
        };
        await Tables(store).GetTableClient(TableNames.Discrepancies).AddEntityAsync(odd);
        await FillAsync(300);
        await store.Get<IMessageQueues>()[QueueNames.TicketsPoison].SendAsync("{\"v\":99}", default);
        await Queues(store).GetQueueClient(QueueNames.FeedbackPoison).SendMessageAsync(NotBase64);
        await store.Get<IBlobs>().WriteAsync("ticket/one.json", new byte[] { 1, 2, 3 }, default);

        var first = await BackUpAsync(store, "first");
        await RestoreAsync("first");
        var again = await BackUpAsync(Target, "again");

        Assert.Equal(first.Id, again.Id);
        Assert.All(first.Files, file => Assert.Equal(File.ReadAllBytes(In("first", file.Name)), File.ReadAllBytes(In("again", file.Name))));
        var back = (await Tables(Target).GetTableClient(TableNames.Discrepancies).GetEntityAsync<TableEntity>(odd.PartitionKey, odd.RowKey)).Value;
        Assert.All(odd, column => Assert.Equal(column.Value, back[column.Key]));
        Assert.Equal(NotBase64, (await Queues(Target).GetQueueClient(QueueNames.FeedbackPoison).PeekMessageAsync()).Value.MessageText);
        Assert.Equal([1, 2, 3], (await Target.Get<IBlobs>().FindAsync("ticket/one.json", default))!.Value.ToArray());
        Assert.Equal(1, await store.Get<IMessageQueues>()[QueueNames.TicketsPoison].CountAsync(default));
    }

    [Fact]
    public async Task Partitions_of_any_size_come_whole_and_once_however_pages_fall()
    {
        await RowsAsync("a", 700);
        await RowsAsync("b", 700);
        await RowsAsync("c", 2300);
        await RowsAsync("d'", 1);

        var manifest = await BackUpAsync(store, "pages");

        Assert.Equal(3701, manifest.Files.Single(file => file.Name.StartsWith(TableNames.ModelSpend, StringComparison.Ordinal)).Rows);
        await RestoreAsync("pages");
        Assert.Equal(manifest.Id, (await BackUpAsync(Target, "again")).Id);
    }

    [Fact]
    public async Task What_waits_in_queues_is_counted_and_left()
    {
        await store.Get<ITicketQueue>().SendAsync(Samples.Ticket(tenant), default);

        var manifest = await BackUpAsync(store, "waiting");

        Assert.Equal((1, 0), (manifest.Waiting[QueueNames.Tickets], manifest.Waiting[QueueNames.Feedback]));
        Assert.Equal(1, (await store.Get<IMessageQueues>()[QueueNames.Tickets].ReceiveAsync(1, TimeSpan.FromSeconds(1), default))[0].DequeueCount);
    }

    [Fact]
    public async Task A_store_that_holds_anything_is_left_alone()
    {
        await FillAsync(1);
        await BackUpAsync(store, "b");
        await Target.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "somebody"), default);
        await Target.Get<ITicketQueue>().SendAsync(Samples.Ticket(tenant), default);

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("b"));

        Assert.Contains($"table {TableNames.Orders}, queue {QueueNames.Tickets}", refused.Message, StringComparison.Ordinal);
        Assert.Null((await Target.Get<StoreStates>().ReadAsync(default)).State.Restoring);
    }

    [Fact]
    public async Task One_wrong_byte_is_found_before_anything_is_written()
    {
        await FillAsync(50);
        await BackUpAsync(store, "b");
        var path = In("b", BackupFolder.FileOf(TableNames.Orders));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("b"));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Target.Get<EmptyStore>().ContentsAsync(default));
        Assert.Null((await Target.Get<StoreStates>().ReadAsync(default)).State.Restoring);
    }

    [Fact]
    public async Task A_backup_that_was_broken_off_is_none_and_makes_room_for_the_next()
    {
        await FillAsync(5);
        steps.Heard = step => _ = step.File == BackupFolder.FileOf(TableNames.RefundLedger) ? throw new InvalidOperationException("killed") : true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => BackUpAsync(store, "b"));
        steps.Heard = _ => { };

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("b"));
        var next = await BackUpAsync(store, "b");

        Assert.Contains("was not finished", refused.Message, StringComparison.Ordinal);
        Assert.Equal(next.Id, (await BackupCheck.RunAsync(In("b"), steps, default)).Id);
        Assert.Contains("there already", (await Assert.ThrowsAsync<BackupException>(() => BackUpAsync(store, "b"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_was_killed_goes_on_and_nobody_works_on_the_store_until_it_is_whole()
    {
        await FillAsync(250);
        await store.Get<IMessageQueues>()[QueueNames.TicketsPoison].SendAsync("{\"v\":99}", default);
        var backup = await BackUpAsync(store, "b");
        steps.Heard = step => _ = step is { Step: "restoring", File: "Orders.jsonl.gz" } ? throw new InvalidOperationException("killed") : true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync("b"));

        Assert.Equal(StorageFormat.Oldest, (await Target.Get<PlainTables>().Tables[TableNames.StorageState].FindAsync("store", "restore", default))!.Body.Schema);
        Target.Get<FormatInForce>().Forget();
        await Assert.ThrowsAsync<StorageFormatException>(() => Target.Get<IOrderBook>().PutAsync(tenant, Samples.Order("new", "c"), default));
        var files = new ConcurrentBag<string>();
        steps.Heard = step => files.Add($"{step.Step} {step.File}");
        Target.Restart();
        await RestoreAsync("b");

        Assert.DoesNotContain($"restoring {BackupFolder.FileOf(QueueNames.TicketsPoison)}", files);
        Assert.Contains("restoring Orders.jsonl.gz", files);
        Assert.Equal(backup.Id, (await BackUpAsync(Target, "again")).Id);
        Target.Restart();
        await Target.Get<IOrderBook>().PutAsync(tenant, Samples.Order("new", "c"), default);
    }

    /// <summary>What it would still write could be older than what the agent has paid since the other one was done.</summary>
    [Theory]
    [InlineData("restoring")]
    [InlineData("comparing")]
    public async Task A_restore_stops_once_another_was_started_which_goes_on_in_its_place(string step)
    {
        await FillAsync(250);
        var backup = await BackUpAsync(store, "b");
        var (started, other) = (0, default(BackupManifest));
        steps.Heard = heard =>
        {
            if (heard is { File: "Orders.jsonl.gz" } && heard.Step == step && Interlocked.Exchange(ref started, 1) == 0)
            {
                other = RestoreAsync("b").GetAwaiter().GetResult();
            }
        };

        var stopped = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("b"));

        Assert.Contains("goes on in its place", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(backup.Id, other?.Id);
        Target.Restart();
        Assert.Equal(backup.Id, (await BackUpAsync(Target, "again")).Id);
    }

    /// <summary>A machine that was paused between its look at who restores and its writes, while the other one finished and the agent went on.</summary>
    [Fact]
    public async Task A_restore_that_stood_still_writes_nothing_over_what_the_agent_has_written_since()
    {
        await RowsAsync(TableNames.RefundLedger, "p", 250);
        await BackUpAsync(store, "b");
        var ledger = Target.Get<PlainTables>().Tables[TableNames.RefundLedger];
        var paid = Row.Of("p", "000060", "paid since");
        var stoodStill = 0;
        using var network = new PausedNetwork(async request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Exchange(ref stoodStill, 1) == 0)
            {
                await RestoreAsync("b");
                await ledger.TryWriteAsync(RowWrite.Put(paid), default);
            }

            return null;
        });

        using var clients = Over(Target, network);
        var stopped = await Assert.ThrowsAsync<BackupException>(() => Restoring(clients).RunAsync(In("b"), _ => Task.CompletedTask, steps, default));

        Assert.Equal(1, stoodStill);
        Assert.Contains("goes on in its place", stopped.Message, StringComparison.Ordinal);
        Assert.Equal("paid since", (await ledger.FindAsync("p", "000060", default))!.Read<string>(ledger.Name));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("payload")]
    public async Task What_somebody_has_written_into_a_half_restored_store_is_named_and_stays(string what)
    {
        await RowsAsync(TableNames.RefundLedger, "p", 250);
        await store.Get<IBlobs>().WriteAsync("ticket/one.json", new byte[] { 1 }, default);
        await BackUpAsync(store, "b");
        steps.Heard = step => _ = step is { Step: "restoring", File: "ProviderEvents.jsonl.gz" or "RefundLedger.jsonl.gz" or "payloads.jsonl.gz" } ? throw new InvalidOperationException("killed") : true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync("b"));
        steps.Heard = _ => { };
        var ledger = Target.Get<PlainTables>().Tables[TableNames.RefundLedger];
        await (what == "table" ? ledger.TryWriteAsync(RowWrite.Put(Row.Of("p", "000249", "by hand")), default) : Target.Get<IBlobs>().WriteAsync("ticket/one.json", new byte[] { 2 }, default));

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("b"));

        Assert.Contains(what == "table" ? "Row p 000249 of table RefundLedger" : "Payload ticket/one.json", refused.Message, StringComparison.Ordinal);
        Assert.Equal("by hand", (await ledger.FindAsync("p", "000249", default))?.Read<string>(ledger.Name) ?? "by hand");
        Assert.Equal(what == "table" ? 1 : 2, (await Target.Get<IBlobs>().FindAsync("ticket/one.json", default))!.Value.Span[0]);
    }

    /// <summary>What an attempt before has written costs the next one a look for each batch, and no row is sent again.</summary>
    [Fact]
    public async Task A_restore_that_goes_on_reads_what_is_there_and_adds_the_rest()
    {
        await RowsAsync(TableNames.RefundLedger, "p", 2000);
        var backup = await BackUpAsync(store, "b");
        var rows = 0L;
        steps.Heard = step => _ = step is { Step: "restoring", File: "RefundLedger.jsonl.gz" } && Interlocked.Exchange(ref rows, step.Rows) >= 1000 ? throw new InvalidOperationException("killed") : true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync("b"));
        steps.Heard = _ => { };
        var batches = 0;
        using var network = new PausedNetwork(request =>
        {
            Interlocked.Add(ref batches, request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) ? 1 : 0);
            return (HttpStatusCode?)null;
        });

        using var clients = Over(Target, network);
        await Restoring(clients).RunAsync(In("b"), _ => Task.CompletedTask, steps, default);

        Assert.InRange(batches, 1, 19);
        Assert.Equal(backup.Id, (await BackUpAsync(Target, "again")).Id);
    }

    [Fact]
    public async Task Another_backup_is_not_mixed_into_a_half_restored_store()
    {
        await FillAsync(5);
        await BackUpAsync(store, "one");
        await FillAsync(6);
        await BackUpAsync(store, "two");
        steps.Heard = step => _ = step.Step == "restoring" ? throw new InvalidOperationException("killed") : true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync("one"));
        steps.Heard = _ => { };

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync("two"));

        Assert.Contains("half restored", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Of another store, say, where no lease keeps the two apart.</summary>
    [Fact]
    public async Task Two_backups_are_not_written_to_one_folder()
    {
        await FillAsync(5);
        BackupException? refused = null;
        steps.Heard = step =>
        {
            if (step is { Step: "copying", File: "RefundLedger.jsonl.gz" } && refused is null)
            {
                refused = Assert.Throws<BackupException>(() => BackUpAsync(Target, "b").GetAwaiter().GetResult());
            }
        };

        var backup = await BackUpAsync(store, "b");

        Assert.Contains("Another backup is being written", refused!.Message, StringComparison.Ordinal);
        Assert.Equal(backup.Id, (await BackupCheck.RunAsync(In("b"), steps, default)).Id);
        Assert.Equal(["b"], folder.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_whose_files_were_changed_meanwhile_is_not_given_its_name(bool whole)
    {
        await FillAsync(5);
        steps.Heard = step =>
        {
            if (step is { File: "RefundLedger.jsonl.gz" })
            {
                var orders = new FileInfo(In("b.unfinished", "Orders.jsonl.gz"));
                using var cut = new FileStream(orders.FullName, whole ? FileMode.Create : FileMode.Append);
                cut.WriteByte(0);
            }
        };

        var refused = await Assert.ThrowsAsync<BackupException>(() => BackUpAsync(store, "b"));

        Assert.Contains("Orders.jsonl.gz", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("b")));
    }

    [Fact]
    public async Task A_payload_whose_message_is_finished_meanwhile_is_passed_over()
    {
        foreach (var name in new[] { "ticket/0.json", "ticket/1.json", "ticket/2.json" })
        {
            await store.Get<IBlobs>().WriteAsync(name, new byte[] { 1 }, default);
        }

        steps.Heard = step =>
        {
            if (step is { Step: "copying", File: "payloads.jsonl.gz", Rows: 1 })
            {
                store.Get<IBlobs>().DeleteAsync("ticket/2.json", default).GetAwaiter().GetResult();
            }
        };

        var backup = await BackUpAsync(store, "b");

        Assert.Equal(2, backup.Files.Single(file => file.Name == "payloads.jsonl.gz").Rows);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, typeof(BackupException), "storage refused a call (403")]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(StorageBusyException), "storage gave no answer")]
    public async Task What_storage_refuses_is_told_in_words(HttpStatusCode status, Type kind, string words)
    {
        using var network = new PausedNetwork(request =>
            request.RequestUri!.AbsolutePath.EndsWith(TableNames.Orders + "()", StringComparison.Ordinal) ? status : null);
        using var clients = Over(store, network);
        var backup = new StorageBackup(Taking(clients, store.Get<ILeases>(), store.Clock), Restoring(clients));

        var told = await Assert.ThrowsAnyAsync<Exception>(() => backup.TakeAsync(In("b"), steps, default));

        Assert.IsType(kind, told);
        Assert.Contains(words, told.Message, StringComparison.Ordinal);
    }

    /// <summary>As after a SIGKILL while they were read.</summary>
    [Fact]
    public async Task Messages_that_are_in_somebodys_hands_are_not_left_out_without_a_word()
    {
        var poison = store.Get<IMessageQueues>()[QueueNames.TicketsPoison];
        foreach (var number in Enumerable.Range(0, 3))
        {
            await poison.SendAsync($"message {number}", default);
        }

        var queue = Queues(store).GetQueueClient(QueueNames.TicketsPoison);
        var hidden = (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value;

        var refused = await Assert.ThrowsAsync<BackupException>(() => BackUpAsync(store, "b"));
        await queue.UpdateMessageAsync(hidden.MessageId, hidden.PopReceipt, (string?)null, TimeSpan.Zero);
        var backup = await BackUpAsync(store, "b");

        Assert.Contains($"Queue {QueueNames.TicketsPoison} has 3 messages, and 1 of them", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, backup.Files.Single(file => file.Name == BackupFolder.FileOf(QueueNames.TicketsPoison)).Rows);
        Assert.Equal(3, (await queue.ReceiveMessagesAsync(32)).Value.Length);
    }

    [Fact]
    public async Task A_message_that_goes_while_it_is_read_does_not_keep_the_others_hidden()
    {
        var poison = store.Get<IMessageQueues>()[QueueNames.TicketsPoison];
        foreach (var number in Enumerable.Range(0, 3))
        {
            await poison.SendAsync($"message {number}", default);
        }

        var updates = 0;
        using var network = new PausedNetwork(request =>
            request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.Contains($"{QueueNames.TicketsPoison}/messages/", StringComparison.Ordinal) && updates++ == 0
                ? HttpStatusCode.NotFound
                : null)
        { Error = "MessageNotFound" };
        using var clients = Over(store, network);

        var lines = await new StoreContent(clients).LinesAsync(QueueNames.TicketsPoison, default).ToListAsync();

        Assert.Equal(3, lines.Count);
        Assert.Equal(2, (await Queues(store).GetQueueClient(QueueNames.TicketsPoison).ReceiveMessagesAsync(32)).Value.Length);
    }

    [Fact]
    public async Task The_learner_is_kept_waiting_while_the_reconciliation_is_waited_for()
    {
        var (clock, leases) = (new SkippingClock(), new BusyLeases(store.Get<ILeases>()));
        var clients = store.Get<AzureClients>();
        leases.Heard = job =>
        {
            if (job == Reconciler.LeaseName && leases.Renewed.Count(LearnerTick.LeaseName.Equals) < 2)
            {
                clock.Advance(TimeSpan.FromSeconds(20));
                return false;
            }

            return true;
        };

        await Taking(clients, leases, clock).RunAsync(In("b"), steps, default);

        Assert.Contains(LearnerTick.LeaseName, leases.Renewed);
    }

    [Theory]
    [InlineData(LearnerTick.LeaseName)]
    [InlineData(Reconciler.LeaseName)]
    [InlineData(StorageMigration.LeaseName)]
    public async Task A_backup_whose_lease_was_taken_over_is_none(string job)
    {
        await FillAsync(1);
        steps.Heard = step =>
        {
            if (step is { Step: "copying", File: "SandboxPayments.jsonl.gz", Rows: 0 })
            {
                store.Clock.Advance(TimeSpan.FromSeconds(61));
                Assert.NotNull(store.Get<ILeases>().TryTakeAsync(job, "another", TimeSpan.FromSeconds(1), default).GetAwaiter().GetResult());
            }
        };

        await Assert.ThrowsAsync<LeaseLostException>(() => BackUpAsync(store, "b"));

        Assert.False(Directory.Exists(In("b")));
        store.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_migration_waits_for_a_backup_so_that_it_tells_the_format_of_its_rows()
    {
        await FillAsync(1);
        MigrationResult? migration = null;
        steps.Heard = step =>
        {
            if (step is { Step: "copying", File: "ContextPointer.jsonl.gz" })
            {
                migration ??= store.Get<IStoreMigration>()
                    .RunAsync(null, "olga", new MigrationPace(TimeSpan.Zero, TimeSpan.Zero), new Unheard(), default).GetAwaiter().GetResult();
            }
        };

        await BackUpAsync(store, "b");

        Assert.Equal("another process", Assert.IsType<MigrationResult.Held>(migration).By);
        Assert.IsType<MigrationResult.Done>(await store.Get<IStoreMigration>()
            .RunAsync(null, "olga", new MigrationPace(TimeSpan.Zero, TimeSpan.Zero), new Unheard(), default));
    }

    [Fact]
    public async Task It_waits_for_the_learner_and_keeps_it_waiting()
    {
        await FillAsync(1);
        var leases = store.Get<ILeases>();
        var held = await leases.TryTakeAsync(LearnerTick.LeaseName, "a learner", TimeSpan.FromHours(1), default);
        Lease? during = null;
        steps.Heard = step =>
        {
            if (step.Step.StartsWith("waiting", StringComparison.Ordinal) && held is { } mine)
            {
                held = null;
                leases.ReleaseAsync(mine, default).GetAwaiter().GetResult();
            }
            else if (step.Step == "copying")
            {
                during ??= leases.TryTakeAsync(LearnerTick.LeaseName, "another learner", TimeSpan.FromHours(1), default).GetAwaiter().GetResult();
            }
        };

        await BackUpAsync(store, "b");

        Assert.Null(during);
        Assert.NotNull(await leases.TryTakeAsync(LearnerTick.LeaseName, "another learner", TimeSpan.FromSeconds(1), default));
    }

    private Task<BackupManifest> BackUpAsync(AzuriteStore of, string name) => of.Get<IStoreBackup>().TakeAsync(In(name), steps, default);

    private Task<BackupManifest> RestoreAsync(string name) => Target.Get<IStoreBackup>().RestoreAsync(In(name), _ => Task.CompletedTask, steps, default);

    private string In(params string[] names) => Path.Combine([folder.FullName, .. names]);

    private async Task FillAsync(int orders)
    {
        for (var order = 0; order < orders; order++)
        {
            await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order($"o{order}", $"c{order % 7}"), default);
        }
    }

    private Task RowsAsync(string partition, int count) => RowsAsync(TableNames.ModelSpend, partition, count);

    private async Task RowsAsync(string table, string partition, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await store.Get<PlainTables>().Tables[table].TryCommitAsync(
                [.. chunk.Select(row => RowWrite.Insert(Row.Of(partition, row.ToString("D6", null), row)))], default);
        }
    }

    /// <summary>As a process of its own, whose calls go through <paramref name="network"/>.</summary>
    private static AzureClients Over(AzuriteStore of, PausedNetwork network) => new(
        StorageConnection.From(AzuriteStore.Configured(of.Azurite.ConnectionString)),
        of.Get<StorageMeter>(),
        new HttpClientTransport(new HttpClient(network, disposeHandler: false)));

    private BackupTaking Taking(AzureClients clients, ILeases leases, TimeProvider clock) => new(
        new StoreContent(clients), store.Get<StoreStates>(), store.Get<IContextStore>(), store.Get<IControlLog>(), leases, store.Get<IIdSource>(), clock);

    private BackupRestoring Restoring(AzureClients clients) => new(
        new StoreContent(clients), new EmptyStore(clients), Target.Get<StoreStates>(), Target.Get<RestoreRuns>(), Target.Get<FormatInForce>());

    private static TableServiceClient Tables(AzuriteStore of) => new(of.Azurite.ConnectionString);

    private static QueueServiceClient Queues(AzuriteStore of) => new(of.Azurite.ConnectionString);

    private static async Task EmptyAsync(AzuriteStore of)
    {
        foreach (var name in TableNames.All)
        {
            var table = of.Get<PlainTables>().Tables[name];
            await foreach (var row in table.QueryAsync(RowQuery.All, default))
            {
                await table.TryWriteAsync(RowWrite.Delete(row.Partition, row.Key), default);
            }
        }

        foreach (var name in QueueNames.All)
        {
            await Queues(of).GetQueueClient(name).ClearMessagesAsync();
        }

        await foreach (var blob in new BlobContainerClient(of.Azurite.ConnectionString, ContainerNames.Payloads).GetBlobsAsync())
        {
            await of.Get<IBlobs>().DeleteAsync(blob.Name, default);
        }

        of.Restart();
    }

    /// <summary>Holds a request back until <paramref name="before"/> is done, which may answer it in storage's place.</summary>
    private sealed class PausedNetwork(Func<HttpRequestMessage, Task<HttpStatusCode?>> before) : DelegatingHandler(new HttpClientHandler())
    {
        public PausedNetwork(Func<HttpRequestMessage, HttpStatusCode?> answer)
            : this(request => Task.FromResult(answer(request)))
        {
        }

        public string Error { get; init; } = "Scripted";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (await before(request) is not { } status)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var answer = new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(string.Empty) };
            answer.Headers.Add("x-ms-error-code", Error);
            return answer;
        }
    }

    private sealed class Unheard : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value)
        {
        }
    }

    /// <summary>Called in line, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Steps : IProgress<BackupProgress>
    {
        public Action<BackupProgress> Heard { get; set; } = _ => { };

        public void Report(BackupProgress value) => Heard(value);
    }
}

/// <summary>Another store, to restore into.</summary>
public sealed class SecondStore : IAsyncLifetime
{
    public AzuriteStore Store { get; } = new();

    public Task InitializeAsync() => Store.InitializeAsync();

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Store.Dispose();
    }
}
