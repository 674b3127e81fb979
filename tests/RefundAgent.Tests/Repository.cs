using System.Reflection;

namespace RefundAgent.Tests;

/// <summary>The files of the repository, for tests of what no compiler checks: settings, templates, the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    public static string Read(params string[] path) => File.ReadAllText(At(path));

    /// <summary>Values of the string constants that a class of names declares, by the constants' names.</summary>
    public static IReadOnlyDictionary<string, string> Constants(Type names) => names
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!, StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RefundAgent.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No RefundAgent.sln in {AppContext.BaseDirectory} or above it.");
    }
}
