using System.CommandLine;
using System.Globalization;
using RefundAgent.Context;
using Spectre.Console;

namespace RefundAgent.Cli.Versions;

/// <summary>`refund-agent versions`: what was learned when, and what changed.</summary>
internal static class VersionsCommand
{
    private const string Description = """
        Lists the versions of what was learned, the newest first, and marks the one in force. With --diff, says in words what a version changed.

        Examples:
          refund-agent versions
          refund-agent versions --diff 12          what version 12 changed of the version before it
          refund-agent versions --diff 12 --to 17  everything that is different between the two
        """;

    public static Command Create()
    {
        var most = new Option<int>("--most") { Description = "How many.", DefaultValueFactory = _ => 20, CustomParser = Numbers.From(1) };
        var diff = new Option<int?>("--diff") { Description = "A version, to compare with the one before it.", CustomParser = Numbers.FromOrNone(0) };
        var to = new Option<int?>("--to") { Description = "With --diff: the version to compare it with instead.", CustomParser = Numbers.FromOrNone(0) };
        var command = new Command("versions", Description) { most, diff, to, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is { Implicit: false } && result.GetResult(diff) is null)
            {
                result.AddError("--to needs --diff: 'versions --diff 12 --to 17' compares two versions.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var contexts = services.GetRequiredService<IContextStore>();
            _ = await OperatorOptions.KnownTenantAsync(parsed, services, cancellationToken);
            return parsed.GetValue(diff) is { } version
                ? await CompareAsync(parsed, contexts, version, parsed.GetValue(to), cancellationToken)
                : await ListAsync(parsed, contexts, parsed.GetValue(most), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, IContextStore contexts, int most, CancellationToken cancellationToken)
    {
        var (tenant, output) = (OperatorOptions.TenantOf(parsed), parsed.InvocationConfiguration.Output);
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        var versions = new List<SavedVersion>();
        await foreach (var saved in contexts.ListAsync(tenant, null, cancellationToken))
        {
            if (versions.Count >= most)
            {
                break;
            }

            versions.Add(saved);
        }

        if (parsed.GetValue(OperatorOptions.Json))
        {
            await output.WriteLineAsync(CanonicalJson.Write(new { Active = pointer.Context, pointer.Held, Versions = versions }));
            return 0;
        }

        var table = new Table { Border = TableBorder.Simple }.AddColumns("version", "saved", "items", "ledger up to", "");
        foreach (var saved in versions)
        {
            table.AddRow(
                saved.Version.ToString(),
                saved.SavedAt?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "",
                saved.Items.ToString(CultureInfo.InvariantCulture),
                saved.Through.ToString(CultureInfo.InvariantCulture),
                string.Join(", ", Marks(saved, pointer)));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);
        console.WriteLine($"Version {pointer.Context} is in force{(pointer.Held ? ", held by a rollback: 'refund-agent resume' ends it" : "")}.");
        return 0;
    }

    private static IEnumerable<string> Marks(SavedVersion saved, ActiveVersions pointer)
    {
        if (saved.Version == pointer.Context)
        {
            yield return pointer.Held ? "in force, held" : "in force";
        }

        if (saved.Over is { } learned)
        {
            yield return $"version {learned} with what people said of it";
        }
    }

    private static async Task<int> CompareAsync(ParseResult parsed, IContextStore contexts, int version, int? to, CancellationToken cancellationToken)
    {
        var asked = await FindAsync(parsed, contexts, version, cancellationToken);
        var (from, until) = to is { } end
            ? (asked, await FindAsync(parsed, contexts, end, cancellationToken))
            : (await FindAsync(parsed, contexts, Math.Max(0, version - 1), cancellationToken), asked);
        var diff = ContextDiff.Of(from, until);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(OperatorOptions.Json))
        {
            await output.WriteLineAsync(CanonicalJson.Write(diff));
            return 0;
        }

        await output.WriteLineAsync($"From version {from.Version} to {until.Version}:{(diff.IsEmpty ? " nothing that a decision could tell." : "")}");
        foreach (var line in diff.Words())
        {
            await output.WriteLineAsync($"  {TerminalText.OneLine(line, 600)}");
        }

        return 0;
    }

    private static async Task<LearnedContext> FindAsync(ParseResult parsed, IContextStore contexts, int version, CancellationToken cancellationToken) =>
        await contexts.FindAsync(OperatorOptions.TenantOf(parsed), new ContextVersion(version), cancellationToken)
            ?? throw new CommandFailedException($"Version {version} is not stored: 'refund-agent versions' lists those that are.");
}
