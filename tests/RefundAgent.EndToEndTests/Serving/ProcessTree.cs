using System.Diagnostics;
using System.Globalization;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>The processes that a process has started, and those that these have started.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> Below(int root)
    {
        var parents = Parents();
        var below = new List<int> { root };
        for (var next = 0; next < below.Count; next++)
        {
            below.AddRange(parents.Where(pair => pair.Parent == below[next]).Select(pair => pair.Id));
        }

        return below[1..];
    }

    /// <summary>Those of them that still run; one that ended and waits for its parent to notice does not.</summary>
    public static IReadOnlyList<int> Running(IEnumerable<int> ids)
    {
        var running = Parents().Select(pair => pair.Id).ToHashSet();
        return [.. ids.Where(running.Contains)];
    }

    private static List<(int Id, int Parent)> Parents() => OperatingSystem.IsLinux() ? ParentsFromProc() : ParentsFromPs();

    private static List<(int Id, int Parent)> ParentsFromProc()
    {
        var found = new List<(int, int)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(folder) is [var state, var parent, ..] && state != "Z")
            {
                found.Add((id, int.Parse(parent, CultureInfo.InvariantCulture)));
            }
        }

        return found;
    }

    /// <returns>The fields after the name: state, parent and more; none where the process has just gone.</returns>
    private static string[] Stat(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static List<(int Id, int Parent)> ParentsFromPs()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid=,stat="]) { RedirectStandardOutput = true })!;
        return
        [
            .. ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => !fields[2].StartsWith('Z'))
                .Select(fields => (int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture))),
        ];
    }
}
