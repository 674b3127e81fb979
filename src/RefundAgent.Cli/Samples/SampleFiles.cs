namespace RefundAgent.Cli.Samples;

/// <summary>The files that ship beside the program, so that a newcomer can start with a name instead of a file of their own.</summary>
public static class SampleFiles
{
    /// <summary>Names that <c>--policy</c> takes beside a file.</summary>
    public static IReadOnlyList<string> Names { get; } = ["retail", "airline"];

    /// <summary>The path of a sample policy, or <paramref name="nameOrFile"/> itself where it is no sample's name.</summary>
    public static string Policy(string nameOrFile) => Resolve(nameOrFile, ".policy.json");

    /// <inheritdoc cref="Policy"/>
    public static string Orders(string nameOrFile) => Resolve(nameOrFile, ".orders.jsonl");

    /// <inheritdoc cref="Policy"/>
    public static string History(string nameOrFile) => Resolve(nameOrFile, ".history.jsonl");

    /// <summary>A file of that very name in the working folder is what was meant, if there is one.</summary>
    private static string Resolve(string nameOrFile, string ending)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "Samples", nameOrFile + ending);
        return Names.Contains(nameOrFile, StringComparer.Ordinal) && !File.Exists(nameOrFile) && File.Exists(sample) ? sample : nameOrFile;
    }
}
