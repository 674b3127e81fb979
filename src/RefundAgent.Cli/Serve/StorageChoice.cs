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

    /// <summary>The settings name a storage, in either form.</summary>
    public static bool IsConfigured(IConfiguration settings) => Connection(settings) is not null || Identity(settings).Any();

    /// <param name="option">auto, azurite, memory or a connection string.</param>
    /// <param name="settings">Name a connection string, or below its name an account and how to sign in.</param>
    /// <exception cref="CommandFailedException">None of these; or auto, and the settings name two.</exception>
    public static StorageChoice Of(string option, IConfiguration settings) => option switch
    {
        "memory" => new StorageChoice(null, true, null),
        "azurite" => OfConnection(DevelopmentStorage),
        "auto" => (Connection(settings), Identity(settings).ToArray()) switch
        {
            (null, []) => OfConnection(DevelopmentStorage),
            (null, _) => new StorageChoice(null, false, null),
            (var connection, var identity) when identity.Any(IsPlace) => throw Two(connection, identity),
            (var connection, _) => OfConnection(connection),
        },
        _ => OfConnection(option),
    };

    private static string? Connection(IConfiguration settings) =>
        settings[SettingNames.Storage] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static IEnumerable<IConfigurationSection> Identity(IConfiguration settings) =>
        settings.GetSection(SettingNames.Storage).GetChildren().Where(each => !string.IsNullOrWhiteSpace(each.Value));

    /// <summary>Where it is, and not how to sign in there.</summary>
    private static bool IsPlace(IConfigurationSection setting) =>
        setting.Key.Equals("accountName", StringComparison.OrdinalIgnoreCase) || setting.Key.EndsWith("ServiceUri", StringComparison.OrdinalIgnoreCase);

    /// <summary>One of the two is left over from other work, and which one cannot be known.</summary>
    private static CommandFailedException Two(string connection, IConfigurationSection[] identity) => new(
        $"Two stores are set: unset {SettingNames.Storage} ({(OfConnection(connection).Development is null ? "a connection string" : "the local development storage")}) "
        + $"to work on {string.Join(", ", identity.Where(IsPlace).Select(each => each.Value))}, "
        + $"or unset {string.Join(' ', identity.Select(each => $"{SettingNames.Storage}__{each.Key}"))} to work on the other.");

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
