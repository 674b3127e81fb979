using Microsoft.Extensions.Time.Testing;
using RefundAgent.Cli;
using RefundAgent.Cli.Backups;
using RefundAgent.Stores;

namespace RefundAgent.Tests.Cli.Backups;

public sealed class BackupLineTests : IDisposable
{
    private readonly StringWriter error = new();
    private readonly FakeTimeProvider clock = new();

    public void Dispose() => error.Dispose();

    [Fact]
    public void The_last_of_each_file_is_told_however_soon_it_comes()
    {
        var progress = Line(isTerminal: true);

        progress.Report(new BackupProgress("verifying", "Orders", 1, 40));
        progress.Report(new BackupProgress("verifying", "Orders", 2, 40));
        progress.Report(new BackupProgress("verifying", "Orders", 40, 40));
        progress.Report(new BackupProgress("verifying", "Policies", 1, 2));
        progress.Report(new BackupProgress("verifying", "Policies", 2, 2));
        progress.End();

        Assert.Equal(
            ["verifying Orders: 1 of 40 rows", "verifying Orders: 40 of 40 rows", "verifying Policies: 1 of 2 rows", "verifying Policies: 2 of 2 rows"],
            Told());
    }

    [Fact]
    public void A_speed_is_told_once_it_can_be_measured()
    {
        var progress = Line(isTerminal: true);

        progress.Report(new BackupProgress("restoring", "Orders", 0, 40));
        clock.Advance(TimeSpan.FromMilliseconds(500));
        progress.Report(new BackupProgress("restoring", "Orders", 10, 40));
        clock.Advance(TimeSpan.FromMilliseconds(500));
        progress.Report(new BackupProgress("restoring", "Orders", 20, 40));

        Assert.Equal(
            ["restoring Orders: 0 of 40 rows", "restoring Orders: 10 of 40 rows", "restoring Orders: 20 of 40 rows, 20/s, 1 s left"], Told());
    }

    [Fact]
    public void Where_nobody_looks_at_a_terminal_nothing_is_written()
    {
        var progress = Line(isTerminal: false);

        progress.Report(new BackupProgress("restoring", "Orders", 40, 40));
        progress.End();

        Assert.Empty(error.ToString());
    }

    private BackupLine Line(bool isTerminal) => new(new TerminalLine(error, isTerminal), clock);

    private string[] Told() => [.. error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
