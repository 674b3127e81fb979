using System.CommandLine;
using RefundAgent.Cli.Versions;
using RefundAgent.Policies;
using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>`refund-agent restore`: a backup into an empty store.</summary>
internal static class RestoreCommand
{
    private const string Description = """
        Puts a backup into an empty store: every checksum is verified before the first write, everything is read back after the last, and no process works on the store until then. Killed, it is run again and goes on. Then every tenant's mode is turned off: the restored ledger does not know what was refunded after the backup was taken.

        Examples:
          unset AzureWebJobsStorage                                on Azure, where the account takes no keys: signed in with az login
          export AzureWebJobsStorage__accountName=NEWACCOUNT
          refund-agent restore ./2026-11-23
          refund-agent restore ./2026-11-23 --storage "DefaultEndpointsProtocol=https;AccountName=...;AccountKey=..."
          refund-agent restore ./2026-11-23 --keep-mode            where nothing was decided since, as in a rehearsal
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
            var modes = services.GetRequiredService<ModeSwitch>();
            (IReadOnlyList<ModeInForce> Tenants, IReadOnlyList<TurnedMode> Turned) done = ([], []);
            try
            {
                var manifest = await services.GetRequiredService<IStoreBackup>().RestoreAsync(
                    parsed.GetRequiredValue(folder),
                    async stopped =>
                    {
                        var tenants = await modes.ReadAllAsync(stopped);
                        done = (tenants, parsed.GetValue(keepMode) ? [] : await TurnOffAsync(modes, tenants, stopped));
                    },
                    progress,
                    cancellationToken);
                progress.End();
                await console.Output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json)
                    ? CanonicalJson.Write(new { manifest.Id, manifest.Rows, manifest.Format, Modes = done.Turned, Erasures = manifest.Erasures })
                    : new NextSteps(manifest, done.Tenants, done.Turned, Named: parsed.GetValue(SharedStorage.Option) != "auto").Told());
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

    private static async Task<IReadOnlyList<TurnedMode>> TurnOffAsync(ModeSwitch modes, IEnumerable<ModeInForce> tenants, CancellationToken cancellationToken)
    {
        var turned = new List<TurnedMode>();
        foreach (var each in tenants)
        {
            turned.Add(await modes.TurnAsync(each.Tenant, Mode.Off, cancellationToken));
        }

        return turned;
    }
}
