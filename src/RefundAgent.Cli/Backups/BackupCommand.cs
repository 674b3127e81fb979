using System.CommandLine;
using System.Globalization;
using RefundAgent.Adapters;
using RefundAgent.Cli.Versions;
using RefundAgent.Leases;
using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>`refund-agent backup`: the whole store in a folder, with checksums.</summary>
internal static class BackupCommand
{
    private const string Description = """
        Copies every table, the payloads and the poison queues into a folder that is not there yet, and a manifest with a SHA-256 of each file. The agent goes on deciding; the learner, the reconciliation and a migration wait. What waits in the queues is not in it: stop the workers and let them drain first for a backup that misses nothing (docs/redeploy.md).

        It holds personal data. Keep it as you keep the store, and not longer than you may.

        Examples:
          refund-agent backup ./2026-11-23
          refund-agent backup ./2026-11-23 --check    prove a backup, without a store
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where it is written, or is." };
        var check = new Option<bool>("--check") { Description = "Take none: verify every checksum of the one that is there." };
        var command = new Command("backup", Description) { folder, check, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var progress = new BackupLine(console.Error);
            var dir = parsed.GetRequiredValue(folder);
            try
            {
                var manifest = parsed.GetValue(check)
                    ? await AdapterServices.CheckBackupAsync(dir, progress, cancellationToken)
                    : await TakeAsync(parsed, dir, progress, cancellationToken);
                progress.End();
                await console.Output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json)
                    ? CanonicalJson.Write(new { manifest.Id, manifest.Rows, manifest.Bytes, Manifest = manifest })
                    : Told(dir, manifest, parsed.GetValue(check)));
                return 0;
            }
            catch (BackupException refused)
            {
                progress.End();
                throw new CommandFailedException(refused.Message, refused);
            }
            catch (LeaseLostException lost)
            {
                progress.End();
                throw new CommandFailedException("This process stood still so long that the learner, the reconciliation or a migration went on, and what was copied may not fit together: take another backup.", lost);
            }
        });
        return command;
    }

    private static async Task<BackupManifest> TakeAsync(ParseResult parsed, string folder, BackupLine progress, CancellationToken cancellationToken)
    {
        await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
        return await services.GetRequiredService<IStoreBackup>().TakeAsync(folder, progress, cancellationToken);
    }

    private static string Told(string folder, BackupManifest manifest, bool check)
    {
        var waiting = manifest.Waiting.Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} in '{queue.Key}'").ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {(check ? "Every checksum is right" : "Done")}: backup {manifest.Id} in {folder}, {manifest.Rows:N0} rows, {manifest.Bytes / 1048576d:N1} MiB, format {manifest.Format}, taken {manifest.StartedAt.UtcDateTime:u} to {manifest.EndedAt.UtcDateTime:u}.
            {(waiting.Length == 0 ? "No message was waiting in a queue." : $"NOT in it: messages that were waiting, {string.Join(" and ", waiting)}. For a backup without such a gap, drain first (docs/redeploy.md).")}
            {ErasureWords.Of(manifest)}
            """);
    }
}
