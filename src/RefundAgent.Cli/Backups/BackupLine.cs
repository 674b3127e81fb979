using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>One line at the terminal that tells how far a copy has come, a few times a second.</summary>
internal sealed class BackupLine(TextWriter error) : IProgress<BackupProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private (string Step, string? File) now;
    private long began;
    private long shown;

    public void Report(BackupProgress value)
    {
        lock (gate)
        {
            var first = (value.Step, value.File) != now;
            if (first)
            {
                now = (value.Step, value.File);
                began = RealClock.Time.GetTimestamp();
            }
            else if (RealClock.Time.GetElapsedTime(shown) < Pause)
            {
                return;
            }

            shown = RealClock.Time.GetTimestamp();
            error.Write($"\r{Text(value, RealClock.Time.GetElapsedTime(began).TotalSeconds),-100}");
        }
    }

    public void End() => error.WriteLine();

    private static string Text(BackupProgress value, double seconds)
    {
        if (value.File is null)
        {
            return $"{value.Step} …";
        }

        var speed = seconds > 0 ? value.Rows / seconds : 0;
        var left = value.Total is { } total && speed > 0 ? $", {(total - value.Rows) / speed:N0} s left" : string.Empty;
        return $"{value.Step} {value.File}: {value.Rows:N0}{(value.Total is { } all ? $" of {all:N0}" : string.Empty)} rows, {speed:N0}/s{left}";
    }
}
