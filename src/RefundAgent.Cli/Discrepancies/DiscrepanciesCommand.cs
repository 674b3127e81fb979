using System.CommandLine;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Discrepancies;

/// <summary>`refund-agent discrepancies list|close|find`: what does not agree about money, for an operator at the storage itself.</summary>
internal static class DiscrepanciesCommand
{
    private const int PageSize = 200;

    private static readonly Option<string> Tenant = new("--tenant") { Description = "Whose.", DefaultValueFactory = _ => DefaultTenant.Id.Value };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output." };

    public static Command Create() => new("discrepancies", "See what does not agree about money, and close what is dealt with.") { List(), Close(), FindCommand.Create() };

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Those that were closed as well." };
        var command = new Command("list", "Show those that are open.") { all, Tenant, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var found = await AllAsync(services.GetRequiredService<IDiscrepancies>(), TenantOf(parsed), parsed.GetValue(all) ? null : true, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json))
            {
                await output.WriteLineAsync(CanonicalJson.Write(new { Discrepancies = found }));
                return 0;
            }

            foreach (var each in found)
            {
                await output.WriteLineAsync($"{each.Id}  {(each.Closed is null ? "open" : "closed")}  {each.OpenedAt.UtcDateTime:u}  {each.Kind}: {TerminalText.OneLine(each.Text, 400)}");
            }

            await output.WriteLineAsync($"{TerminalText.Counted(found.Count, "discrepancy", "discrepancies")}{(parsed.GetValue(all) ? string.Empty : " open")}.");
            return 0;
        });
        return command;
    }

    private static Command Close()
    {
        var id = new Argument<string>("id") { Description = "As list shows it." };
        var note = new Option<string>("--note") { Description = "What was found out and done.", Required = true };
        var by = new Option<string>("--by") { Description = "Who says so; the user of this machine where it is left out.", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("close", "Take one off the list of what is open.") { id, note, by, Tenant, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!Id.TryParse<DiscrepancyId>(parsed.GetRequiredValue(id), out var named) || !Id.TryParse<PrincipalId>(parsed.GetRequiredValue(by), out var person))
            {
                throw new CommandFailedException("ID and --by must be text of 1 to 1024 characters.");
            }

            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var result = await services.GetRequiredService<DiscrepancyDesk>().CloseAsync(
                TenantOf(parsed), named, person, parsed.GetRequiredValue(note), cancellationToken);
            var closing = result switch
            {
                ClosingResult.Closed closed => closed.Discrepancy,
                ClosingResult.ClosedBefore { First: var first } => throw new CommandFailedException(
                    $"{named} was closed by {first.By} at {first.At.UtcDateTime:u}: {TerminalText.OneLine(first.Note ?? "no note", 400)}"),
                _ => throw new CommandFailedException($"No discrepancy {named} is known for tenant '{TenantOf(parsed)}': 'refund-agent discrepancies list' shows them."),
            };
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(Json) ? CanonicalJson.Write(closing) : $"{named} is closed.");
            return 0;
        });
        return command;
    }

    public static async Task<IReadOnlyList<Discrepancy>> AllAsync(
        IDiscrepancies discrepancies, TenantId tenant, bool? open, CancellationToken cancellationToken)
    {
        var all = new List<Discrepancy>();
        string? cursor = null;
        do
        {
            var page = await discrepancies.ListAsync(tenant, open, cursor, PageSize, cancellationToken);
            all.AddRange(page.Found);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return all;
    }

    private static TenantId TenantOf(ParseResult parsed) => Id.TryParse<TenantId>(parsed.GetRequiredValue(Tenant), out var tenant)
        ? tenant
        : throw new CommandFailedException("--tenant must be text of 1 to 1024 characters.");
}
