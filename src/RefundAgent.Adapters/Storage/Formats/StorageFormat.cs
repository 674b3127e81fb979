using System.Reflection;

namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>
/// Which formats of a store this build knows. It reads all of them always and writes the one in force, so that it runs beside the build
/// before it, and is rolled back, until an operator raises the format.
/// </summary>
internal static class StorageFormat
{
    /// <summary>Of rows without any promise beyond their body; every build so far reads it.</summary>
    public const int Oldest = 1;

    /// <summary>Papers of a decision have the columns that an erasure finds a customer by; see <see cref="RowSteps"/>.</summary>
    public const int Newest = 2;

    /// <summary>What people call this build, as it is written beside the format that it raised.</summary>
    public static string Build { get; } =
        typeof(StorageFormat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "of unknown version";
}
