using System.CommandLine;
using RefundAgent.Cli.Modes;
using RefundAgent.Cli.Versions;
using RefundAgent.Policies;
using RefundAgent.Stores;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Backups;

/// <summary>`refund-agent restore`: a backup into an empty store.</summary>
internal static class RestoreCommand
{
    private const string Description = """
        Puts a backup into an empty store: every checksum is verified before the first write, everything is read back after the last, and no process works on the store until then. Killed, it is run again and goes on. Then every tenant's mode is turned off: the restored ledger does not know what was refunded after the backup was taken.

        Examples:
          refund-agent restore ./2026-11-23 --storage "DefaultEndpointsProtocol=https;AccountName=...;AccountKey=..."
          refund-agent restore ./2026-11-23 --keep-mode     where nothing was decided since, as in a rehearsal
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Of the backup." };
        var keepMode = new Option<bool>("--keep-mode") { Description = "Leave every tenant's mode as it was: only where no refund can have been made since the backup." };
        var command = new Command("restore", Description) { folder, keepMode, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var progress = new BackupLine(console.Error);
            await using var services = await SharedStorage.ConnectAsync(parsed, cancellationToken);
            IReadOnlyList<TurnedMode> turned = [];
            try
            {
                var manifest = await services.GetRequiredService<IStoreBackup>().RestoreAsync(
                    parsed.GetRequiredValue(folder),
                    async stopped => turned = parsed.GetValue(keepMode) ? [] : await TurnOffAsync(services.GetRequiredService<ModeSwitch>(), stopped),
                    progress,
                    cancellationToken);
                progress.End();
                await console.Output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json)
                    ? CanonicalJson.Write(new { manifest.Id, manifest.Rows, manifest.Format, Modes = turned, Erasures = manifest.Erasures })
                    : Told(manifest, turned));
                return 0;
            }
            catch (BackupException refused)
            {
                progress.End();
                throw new CommandFailedException(refused.Message, refused);
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<TurnedMode>> TurnOffAsync(ModeSwitch modes, CancellationToken cancellationToken) =>
        await ModeCommand.TurnAsync(modes, (await modes.ReadAsync(cancellationToken)).Keys.Select(TenantId.From), Mode.Off, cancellationToken);

    private static string Told(BackupManifest manifest, IReadOnlyList<TurnedMode> turned) =>
        $"""
        Restored and compared: backup {manifest.Id}, {manifest.Rows:N0} rows, format {manifest.Format}, as the store was at {manifest.StartedAt.UtcDateTime:u}.
        {(turned.Count == 0 ? "Modes are as they were in the backup." : $"Mode: {string.Join(", ", turned.Select(ModeCommand.Told))}.")}

        Next:
        1. Start the agent on this store (build {manifest.Build}, or a later one). What comes in is taken, and goes to people.
        2. Ask the provider for every refund since the backup: 'refund-agent discrepancies find --since {manifest.StartedAt.UtcDateTime.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}'. Those that the restored ledger does not have are listed as refundOutsideLedger: 'refund-agent discrepancies list'.
        3. Import each of their orders again with the sum under 'refunded', then 'refund-agent discrepancies close'. Until then the agent believes that such an order has more left than it has, and a ticket that comes again could be paid again.
        4. {ErasureWords.Of(manifest)}
        5. Let the agent act again: 'refund-agent mode {(turned.FirstOrDefault(each => each.Before != Mode.Off)?.Before ?? Mode.Earned).ToString().ToLowerInvariant()}'.
        """;
}
