using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// How storage is reached, read as the Functions host reads it: a connection string under <see cref="SettingNames.Storage"/>, or below that
/// name the service addresses (or the account's name) and how to sign in, where no key exists at all.
/// </summary>
internal sealed class StorageConnection
{
    private const string Prefix = SettingNames.Storage;

    private readonly string? connectionString;
    private readonly IConfigurationSection section;

    private StorageConnection(string? connectionString, IConfigurationSection section)
    {
        this.connectionString = connectionString;
        this.section = section;
    }

    /// <exception cref="OptionsValidationException">Nothing is configured; the message says what to set.</exception>
    public static StorageConnection From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Prefix);
        var text = section.Value ?? configuration.GetConnectionString(Prefix);
        return !string.IsNullOrWhiteSpace(text) || section.GetChildren().Any()
            ? new StorageConnection(string.IsNullOrWhiteSpace(text) ? null : text, section)
            : throw Invalid(
                $"No storage is configured: set '{Prefix}' to a connection string (UseDevelopmentStorage=true for Azurite), or "
                + $"'{Prefix}:accountName' (or ':tableServiceUri', ':queueServiceUri' and ':blobServiceUri') for an identity.");
    }

    /// <summary>Storage that a laptop loses without anybody's noticing: memory, or the account of an emulator.</summary>
    public static bool IsALaptops(IConfiguration configuration) =>
        configuration.GetValue<bool>(StorageSettings.InMemory) || From(configuration).IsDevelopment;

    /// <summary>The well-known account of a local emulator.</summary>
    public bool IsDevelopment =>
        connectionString is { } text
        && (text.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            || text.Contains("AccountName=devstoreaccount1;", StringComparison.OrdinalIgnoreCase));

    public TableServiceClient Tables(TableClientOptions options) => connectionString is null
        ? new TableServiceClient(AddressOf("table"), Credential(), options)
        : Checked(text => new TableServiceClient(text, options));

    public QueueServiceClient Queues(QueueClientOptions options) => connectionString is null
        ? new QueueServiceClient(AddressOf("queue"), Credential(), options)
        : Checked(text => new QueueServiceClient(text, options));

    public BlobServiceClient Blobs(BlobClientOptions options) => connectionString is null
        ? new BlobServiceClient(AddressOf("blob"), Credential(), options)
        : Checked(text => new BlobServiceClient(text, options));

    private T Checked<T>(Func<string, T> create)
    {
        try
        {
            return create(connectionString!);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            // The text itself holds the key: it stays out of the message.
            throw Invalid(
                $"'{Prefix}' is not a storage connection string such as UseDevelopmentStorage=true or DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...");
        }
    }

    private Uri AddressOf(string service)
    {
        var setting = $"{service}ServiceUri";
        if (section[setting] is { } address)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : throw Invalid($"'{Prefix}:{setting}' must be an address such as https://account.{service}.core.windows.net, not '{address}'.");
        }

        return section["accountName"] is { } account
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw Invalid($"Neither '{Prefix}:{setting}' nor '{Prefix}:accountName' is set: one must say where the {service} service is.");
    }

    private static OptionsValidationException Invalid(string message) => new(Prefix, typeof(StorageConnection), [message]);

    [SuppressMessage("Performance", "CA1859", Justification = "Which credential it is, is the configuration's choice.")]
    private TokenCredential Credential()
    {
        var client = section["clientId"];
        return section["credential"] switch
        {
            null => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = client }),
            var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
                throw Invalid($"'{Prefix}:credential' must be 'managedidentity' or absent, not '{kind}'."),
            _ when section["managedIdentityResourceId"] is { } resource =>
                new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedResourceId(new ResourceIdentifier(resource))),
            _ => new ManagedIdentityCredential(
                client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client)),
        };
    }
}
