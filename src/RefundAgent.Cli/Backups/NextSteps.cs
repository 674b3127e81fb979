using System.Globalization;
using System.Text.RegularExpressions;
using RefundAgent.Cli.Modes;
using RefundAgent.Policies;
using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>What is left to do on a restored store, in lines that can be copied: each names its tenant, and the first names the store.</summary>
/// <param name="Tenants">As they were in the backup.</param>
/// <param name="Turned">Off, by this restore; empty where modes were kept.</param>
/// <param name="Named">The store was named by --storage, so that the shell's own setting still leads elsewhere.</param>
internal sealed partial record NextSteps(BackupManifest Manifest, IReadOnlyList<ModeInForce> Tenants, IReadOnlyList<TurnedMode> Turned, bool Named)
{
    public string Told() =>
        $"""
        Restored and compared: backup {Manifest.Id}, {Manifest.Rows:N0} rows, format {Manifest.Format}, as the store was at {Manifest.StartedAt.UtcDateTime:u}.
        {Modes()}

        Next:
        1. {Store()}
        2. Start the agent on this store (build {Manifest.Build}, or a later one).{(Turned.Count == 0 ? "" : " What comes in is taken, and goes to people.")}
        3. Ask the provider for every refund since the backup. First give this shell the payment settings of the app, with its own key from the vault; then ask for each tenant:
           export Payments__Provider=stripe Payments__Stripe__ApiKey=...
        {Lines(Tenants.Select(each => $"refund-agent discrepancies find --since {Since} --tenant {Quoted(each)}"))}
           Those of the agent that the restored ledger has forgotten are taken back into it. What other hands refunded is listed as refundOutsideLedger:
        {Lines(Tenants.Select(each => $"refund-agent discrepancies list --tenant {Quoted(each)}"))}
        4. Import each order that is listed again with the sum under 'refunded', then 'refund-agent discrepancies close ID --note NOTE --tenant TENANT'. Until then the agent believes that such an order has more left than it has, and a ticket that comes again could be paid again.
        5. {ErasureWords.Restored(Manifest)}
        6. Let the agent act again, each tenant as it was:
        {Lines(Tenants.Select(Back))}
        """;

    private string Since => Manifest.StartedAt.UtcDateTime.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private string Modes() => Turned.Count == 0
        ? "Modes are as they were in the backup."
        : "Mode:\n" + string.Join('\n', Turned.Select(each => "  " + ModeCommand.Told(each)));

    private string Store() => Named
        ? $"Point this shell at the restored store, or the lines below work on another: 'export {SettingNames.Storage}=...' with the connection string that you gave as --storage; or, where the account takes no keys (as on Azure), 'unset {SettingNames.Storage}' and 'export {SettingNames.Storage}__accountName=ACCOUNT'."
        : $"Stay in this shell: its {SettingNames.Storage} settings name the restored store, and the lines below work on it. Another shell needs the same settings.";

    private string Back(ModeInForce before) => (before.Fault, Turned.Count, before.Mode) switch
    {
        (not null, _, _) => $"refund-agent import policy FILE --tenant {Quoted(before)}   # the policy in the backup cannot be used: nothing is decided until then",
        (_, 0, _) => $"# {before.Tenant}: nothing to do, its mode was kept ({ModeCommand.Word(before.Mode)})",
        (_, _, Mode.Off) => $"# {before.Tenant}: nothing to do, it was off in the backup",
        _ => $"refund-agent mode {ModeCommand.Word(before.Mode)} --tenant {Quoted(before)}",
    };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => "   " + line));

    private static string Quoted(ModeInForce each) => Plain().IsMatch(each.Tenant.Value)
        ? each.Tenant.Value
        : "'" + each.Tenant.Value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"\A[\w.@:+][\w.@:+-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex Plain();
}
