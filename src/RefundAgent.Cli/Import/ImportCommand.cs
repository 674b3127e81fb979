using System.CommandLine;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Import;

/// <summary>`refund-agent import orders|policy`: what an operator gives the agent to work with.</summary>
internal static class ImportCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Description = "Whose data it is.", DefaultValueFactory = _ => "default" };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output; progress goes to standard error." };

    public static Command Create() => new("import", "Give the agent orders to look up and a policy to obey.") { Orders(), Policy() };

    private static Command Orders()
    {
        var file = new Argument<FileInfo>("FILE.jsonl") { Description = "One order a line, in JSON. Running it again after an interruption completes it." };
        file.AcceptExistingOnly();
        var command = new Command("orders", "Import orders; a faulty line is reported and left out.") { file, SharedStorage.Option, Tenant, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            using var lines = parsed.GetRequiredValue(file).OpenText();
            var console = parsed.InvocationConfiguration;
            var line = TerminalLine.To(console.Error);
            var report = await services.GetRequiredService<OrderImport>().RunAsync(
                TenantOf(parsed), lines, new ProgressLine(line), cancellationToken);
            line.End();
            foreach (var fault in report.Faults.Take(20))
            {
                await console.Error.WriteLineAsync($"line {fault.Line}: {fault.Field}: {fault.Message}");
            }

            await console.Output.WriteLineAsync(parsed.GetValue(Json)
                ? CanonicalJson.Write(report)
                : $"{TerminalText.Counted(report.Imported, "order")} imported, {TerminalText.Counted(report.FaultyLines, "line")} left out of {report.Lines}.");
            return report.FaultyLines == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Policy()
    {
        var file = new Argument<FileInfo>("FILE.json") { Description = "A policy document; docs/policy.md explains it, and a faulty one is answered with every fault." };
        file.AcceptExistingOnly();
        var command = new Command("policy", "Put a policy in force; the next decision obeys it.") { file, SharedStorage.Option, Tenant, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var json = await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName, cancellationToken);
            try
            {
                var policy = await services.GetRequiredService<PolicyImport>().RunAsync(TenantOf(parsed), json, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(Json)
                    ? CanonicalJson.Write(new { policy.Name, policy.Version, policy.Mode, Rules = policy.Rules.Length })
                    : $"Policy '{policy.Name}' ({policy.Version}, mode {policy.Mode.ToString().ToLowerInvariant()}, {TerminalText.Counted(policy.Rules.Length, "rule")}) is in force for tenant '{TenantOf(parsed)}'.");
                return 0;
            }
            catch (InvalidPolicyException invalid)
            {
                throw new CommandFailedException(
                    $"The policy has {TerminalText.Counted(invalid.Faults.Length, "fault")}; nothing was changed.\n"
                    + string.Join('\n', invalid.Faults.Select(fault => $"  {fault.Path}: {fault.Message}")), invalid);
            }
        });
        return command;
    }

    private static TenantId TenantOf(ParseResult parsed) => new(parsed.GetValue(Tenant)!);

    private sealed class ProgressLine(TerminalLine line) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            line.Write($"{value.Lines} lines read, {value.Imported} orders imported, {value.FaultyLines} faulty");
    }
}
