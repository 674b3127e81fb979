using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.Storage;

/// <summary>What only a network can do to a store.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureFaultTests(AzuriteStore store)
{
    private readonly string partition = KeyText.Encode(TestStore.NewTenant().Value);

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_not_taken_for_somebody_elses()
    {
        using var network = new FlakyNetwork { LoseAnswers = 1 };
        var table = Over(network);

        var etag = await table.TryWriteAsync(RowWrite.Insert(Row.Of(partition, "a", "mine")), default);

        Assert.NotNull(etag);
        Assert.NotNull(await table.TryWriteAsync(RowWrite.Replace(Row.Of(partition, "a", "mine still") with { ETag = etag }), default));
        network.LoseAnswers = 1;
        Assert.Null(await table.TryWriteAsync(RowWrite.Insert(Row.Of(partition, "a", "mine")), default));
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_is_not_taken_for_somebody_elses()
    {
        using var network = new FlakyNetwork();
        var table = Over(network);
        var guard = (await table.TryWriteAsync(RowWrite.Insert(Row.Of(partition, "guard", 1)), default))!;
        network.LoseAnswers = 1;

        var etags = await table.TryCommitAsync(
            [RowWrite.Replace(Row.Of(partition, "guard", 2) with { ETag = guard }), RowWrite.Insert(Row.Of(partition, "row", 1))], default);

        Assert.Equal(2, etags!.Value.Length);
        Assert.Equal((await table.FindAsync(partition, "guard", default))!.ETag, etags.Value[0]);
        Assert.Equal((await table.FindAsync(partition, "row", default))!.ETag, etags.Value[1]);
    }

    [Fact]
    public async Task A_store_that_answers_503_is_busy_after_a_few_tries()
    {
        using var network = new FlakyNetwork { Refuse = true };

        await Assert.ThrowsAsync<StorageBusyException>(() => Over(network).FindAsync(partition, "a", default));
        await Assert.ThrowsAsync<StorageBusyException>(() => Over(network).TryCommitAsync([RowWrite.Insert(Row.Of(partition, "a", 1))], default));
        Assert.Equal(8, network.Calls);
    }

    [Fact]
    public async Task A_store_that_is_out_of_reach_is_busy_too()
    {
        using var meter = new StorageMeter();
        using var clients = Nowhere(meter);
        var table = new AzureTables(clients, new TestIds(), meter)[TableNames.Orders];

        await Assert.ThrowsAsync<StorageBusyException>(() => table.FindAsync(partition, "a", default));
    }

    [Fact]
    public async Task At_a_start_a_store_that_is_out_of_reach_is_named_by_host_and_port_alone()
    {
        using var meter = new StorageMeter();
        using var clients = Nowhere(meter);

        var busy = await Assert.ThrowsAsync<StorageBusyException>(() => new AzureSetup(clients).EnsureCreatedAsync(default));

        Assert.Equal("Storage is busy: '127.0.0.1:1' gave no answer, or the account's name is wrong. Try again in a few seconds.", busy.Message);
    }

    [Theory]
    [InlineData(403, "AuthenticationFailed", "the key of the connection string")]
    [InlineData(403, "KeyBasedAuthenticationNotPermitted", "AzureWebJobsStorage__accountName")]
    [InlineData(403, "AuthorizationPermissionMismatch", "Storage Table Data Contributor")]
    [InlineData(401, "NoAuthenticationInformation", "Storage Table Data Contributor")]
    public async Task A_closed_door_is_told_with_what_opens_it(int status, string code, string told)
    {
        var closed = await Assert.ThrowsAsync<StorageAccessException>(
            () => AzureFaults.AskAsync<int>("shop:443", () => throw new Azure.RequestFailedException(status, "many lines", code, null), default));

        Assert.StartsWith($"'shop:443' does not let us in ({status} {code}): ", closed.Message, StringComparison.Ordinal);
        Assert.Contains(told, closed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_how()
    {
        var closed = await Assert.ThrowsAsync<StorageAccessException>(
            () => AzureFaults.AskAsync<int>("shop:443", () => throw new CredentialUnavailableException("many lines"), default));

        Assert.Contains("az login", closed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_is_an_error_and_not_an_empty_one()
    {
        using var meter = new StorageMeter();
        var clients = new AzureClients(StorageConnection.From(AzuriteStore.Configured(store.Azurite.ConnectionString)), meter);
        var table = new AzureTable(clients.Tables.GetTableClient("NoSuchTable"), new TestIds(), meter);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.FindAsync(partition, "a", default));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.TryWriteAsync(RowWrite.Insert(Row.Of(partition, "a", 1)), default));
    }

    [Fact]
    public async Task A_404_that_does_not_speak_of_a_row_is_not_taken_for_its_absence()
    {
        using var network = new FlakyNetwork { Misdirect = true };

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Over(network).FindAsync(partition, "a", default));
        Assert.Null(await store.Table(TableNames.Orders).FindAsync(partition, "a", default));
    }

    [Fact]
    public async Task Columns_of_other_types_make_a_row_unreadable_and_nothing_worse()
    {
        var client = new TableServiceClient(store.Azurite.ConnectionString).GetTableClient(TableNames.Orders);
        await client.AddEntityAsync(new TableEntity(partition, "a") { ["V"] = "one", ["P0"] = "text", ["Z"] = 7 });
        await client.AddEntityAsync(new TableEntity(partition, "b") { ["V"] = 1, ["P0"] = "text" });

        foreach (var key in new[] { "a", "b" })
        {
            var row = await store.Table(TableNames.Orders).FindAsync(partition, key, default);
            Assert.Throws<UnreadableRowException>(() => row!.Read<string>(TableNames.Orders));
        }
    }

    [Fact]
    public async Task Creating_what_is_there_changes_nothing() => await store.Get<IStorageSetup>().EnsureCreatedAsync(default);

    private static AzureClients Nowhere(StorageMeter meter) => new(
        StorageConnection.From(AzuriteStore.Configured(
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;"
            + "QueueEndpoint=http://127.0.0.1:1/devstoreaccount1;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1")),
        meter);

    private AzureTable Over(FlakyNetwork network)
    {
        var meter = store.Get<StorageMeter>();
        var clients = new AzureClients(
            StorageConnection.From(AzuriteStore.Configured(store.Azurite.ConnectionString)), meter, new HttpClientTransport(new HttpClient(network, disposeHandler: false)));
        return new AzureTable(clients.Tables.GetTableClient(TableNames.Orders), new TestIds(), meter);
    }

    private sealed class FlakyNetwork() : DelegatingHandler(new HttpClientHandler())
    {
        public int LoseAnswers { get; set; }

        public bool Refuse { get; init; }

        /// <summary>To a server that is no storage.</summary>
        public bool Misdirect { get; init; }

        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            if (Refuse || Misdirect)
            {
                var status = Refuse ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.NotFound;
                return new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(string.Empty) };
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (LoseAnswers > 0)
            {
                LoseAnswers--;
                response.Dispose();
                throw new HttpRequestException("The connection was reset.");
            }

            return response;
        }
    }
}
