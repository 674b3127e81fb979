using Microsoft.Extensions.Options;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.Storage;

public sealed class StorageConnectionTests
{
    [Fact]
    public void The_development_account_is_known_by_its_short_name() =>
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", Connect("", "UseDevelopmentStorage=true").Tables(new TableClientOptions()).Uri.ToString());

    [Fact]
    public void An_identity_needs_the_services_addresses_or_the_accounts_name()
    {
        var named = Connect(":accountName", "acme", ":credential", "managedidentity", ":clientId", "00000000-0000-0000-0000-000000000001");
        var addressed = Connect(
            ":tableServiceUri", "https://t.example", ":queueServiceUri", "https://q.example", ":blobServiceUri", "https://b.example");

        Assert.Equal("acme.table.core.windows.net", named.Tables(new TableClientOptions()).Uri.Host);
        Assert.Equal("acme.queue.core.windows.net", named.Queues(new QueueClientOptions()).Uri.Host);
        Assert.Equal("acme.blob.core.windows.net", named.Blobs(new BlobClientOptions()).Uri.Host);
        Assert.Equal("t.example", addressed.Tables(new TableClientOptions()).Uri.Host);
        Assert.Equal("q.example", addressed.Queues(new QueueClientOptions()).Uri.Host);
        Assert.Equal("b.example", addressed.Blobs(new BlobClientOptions()).Uri.Host);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "Other", "x")]
    [InlineData("AzureWebJobsStorage:accountName", "AzureWebJobsStorage:credential", "managedidentity")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "AzureWebJobsStorage:tableServiceUri", "not an address")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage", "AccountKey=secret")]
    public void A_mistake_is_told_by_the_name_of_its_setting_and_no_key(string named, string setting, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => StorageConnection.From(Configuration(setting, value)).Tables(new TableClientOptions()));

        Assert.Contains($"'{named}'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_way_to_sign_in_is_refused() => Assert.Contains(
        "managedidentity",
        Assert.Throws<OptionsValidationException>(
            () => Connect(":accountName", "acme", ":credential", "password").Tables(new TableClientOptions())).Message,
        StringComparison.Ordinal);

    private static StorageConnection Connect(params string[] settings) =>
        StorageConnection.From(Configuration([.. settings.Select((text, index) => index % 2 == 0 ? SettingNames.Storage + text : text)]));

    private static IConfiguration Configuration(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
}
