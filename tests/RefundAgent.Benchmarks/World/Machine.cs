using System.Globalization;
using System.Runtime.InteropServices;

namespace RefundAgent.Benchmarks.World;

/// <summary>Says on what the figures were taken, and how busy it was besides.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024 * 1024d);
        var load = File.Exists(LoadFile) ? $", load average {File.ReadAllText(LoadFile).Split(' ')[0]}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {memory:0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{load}");
    }
}
