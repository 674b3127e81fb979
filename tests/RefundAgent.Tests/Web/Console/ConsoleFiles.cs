namespace RefundAgent.Tests.Web.Console;

/// <summary>The console's files as they stand in the repository.</summary>
internal static class ConsoleFiles
{
    private static readonly string Folder = Repository.At("src", "RefundAgent.Web", "Console", "Assets");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Scripts { get; } = [.. Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal))];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
