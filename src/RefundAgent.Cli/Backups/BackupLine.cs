using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>Tells at the terminal how far a copy has come: a few times a second, and of each file the last that is known.</summary>
internal sealed class BackupLine(TerminalLine line, TimeProvider time) : IProgress<BackupProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What a shorter time says of a speed is chance.</summary>
    private static readonly TimeSpan Measurable = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private BackupProgress? waiting;
    private (string Step, string? File) now;
    private long began;
    private long shown;

    public BackupLine(TextWriter error)
        : this(TerminalLine.To(error), RealClock.Time)
    {
    }

    public void Report(BackupProgress value)
    {
        lock (gate)
        {
            if ((value.Step, value.File) != now)
            {
                ShowWaiting();
                now = (value.Step, value.File);
                began = time.GetTimestamp();
                Show(value);
            }
            else if (time.GetElapsedTime(shown) >= Pause)
            {
                Show(value);
            }
            else
            {
                waiting = value;
            }
        }
    }

    public void End()
    {
        lock (gate)
        {
            ShowWaiting();
            line.End();
        }
    }

    private void ShowWaiting()
    {
        if (waiting is { } value)
        {
            Show(value);
        }
    }

    private void Show(BackupProgress value)
    {
        (waiting, shown) = (null, time.GetTimestamp());
        line.Write(Text(value, time.GetElapsedTime(began)));
    }

    private static string Text(BackupProgress value, TimeSpan since)
    {
        if (value.File is null)
        {
            return $"{value.Step} …";
        }

        var rows = $"{value.Step} {value.File}: {value.Rows:N0}{(value.Total is { } all ? $" of {all:N0}" : string.Empty)} rows";
        if (since < Measurable || value.Rows == 0)
        {
            return rows;
        }

        var speed = value.Rows / since.TotalSeconds;
        return $"{rows}, {speed:N0}/s{(value.Total is { } total ? $", {(total - value.Rows) / speed:N0} s left" : string.Empty)}";
    }
}
