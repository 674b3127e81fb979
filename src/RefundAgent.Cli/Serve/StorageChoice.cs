using System.Data.Common;
using System.Globalization;

namespace RefundAgent.Cli.Serve;

/// <summary>Which storage a command works on, and whether Azurite may have to be started for it.</summary>
/// <param name="ConnectionString">Null for memory, and for an identity-based connection out of the settings.</param>
/// <param name="InMemory">Nothing is kept after the process ends.</param>
/// <param name="Development">The ports of the development account; null for any other storage.</param>
internal sealed record StorageChoice(string? ConnectionString, bool InMemory, DevelopmentPorts? Development)
{
    public const string DevelopmentStorage = "UseDevelopmentStorage=true";
    private const string DevelopmentAccount = "devstoreaccount1";

    /// <param name="option">auto, azurite, memory or a connection string.</param>
    /// <param name="configured">The connection string of the settings, if there is one.</param>
    /// <param name="identityBased">The settings name service addresses instead of a connection string.</param>
    /// <exception cref="CommandFailedException">None of these.</exception>
    public static StorageChoice Of(string option, string? configured, bool identityBased) => option switch
    {
        "memory" => new StorageChoice(null, true, null),
        "azurite" => OfConnection(DevelopmentStorage),
        "auto" when identityBased && string.IsNullOrEmpty(configured) => new StorageChoice(null, false, null),
        "auto" => OfConnection(string.IsNullOrEmpty(configured) ? DevelopmentStorage : configured),
        _ => OfConnection(option),
    };

    private static StorageChoice OfConnection(string connection)
    {
        var parts = Parse(connection);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && string.Equals((string)development, "true", StringComparison.OrdinalIgnoreCase))
        {
            return new StorageChoice(connection, false, new DevelopmentPorts(10000, 10001, 10002));
        }

        return parts.TryGetValue("AccountName", out var account) && (string)account == DevelopmentAccount
            ? new StorageChoice(connection, false, new DevelopmentPorts(
                Port(parts, "BlobEndpoint", 10000), Port(parts, "QueueEndpoint", 10001), Port(parts, "TableEndpoint", 10002)))
            : new StorageChoice(connection, false, null);
    }

    private static DbConnectionStringBuilder Parse(string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            return parts.ContainsKey("UseDevelopmentStorage") || parts.ContainsKey("AccountName") || parts.ContainsKey("TableEndpoint")
                ? parts
                : throw new ArgumentException("names no account");
        }
        catch (ArgumentException broken)
        {
            throw new CommandFailedException(
                "--storage takes auto, azurite, memory or a storage connection string (AccountName=…;AccountKey=…;…), and this is none of them.", broken);
        }
    }

    private static int Port(DbConnectionStringBuilder parts, string endpoint, int usual) =>
        parts.TryGetValue(endpoint, out var address) && Uri.TryCreate(Convert.ToString(address, CultureInfo.InvariantCulture), UriKind.Absolute, out var uri)
            ? uri.Port
            : usual;
}

/// <summary>On the loopback address.</summary>
internal sealed record DevelopmentPorts(int Blob, int Queue, int Table);
