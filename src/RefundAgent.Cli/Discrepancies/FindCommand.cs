using System.CommandLine;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Cli.Versions;
using RefundAgent.Payments;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Discrepancies;

/// <summary>`refund-agent discrepancies find`: what the provider paid and the ledger does not know, wherever it was.</summary>
internal static class FindCommand
{
    private const string Description = """
        Asks the payment provider for every refund since a time and holds each against the ledger. Run it after a restore, with the time of the
        backup: the reconciliation by itself compares only payments that the ledger has refunds of. What the agent refunded and a
        restored ledger has forgotten is written back into it; what others refunded becomes a discrepancy. It moves no money, and may be run again.

        It asks the provider of the settings Payments:…, which must be the agent's own: in a fresh shell, first
          export Payments__Provider=stripe Payments__Stripe__ApiKey=sk_live_...

        Example:
          refund-agent discrepancies find --since 2026-11-23T06:00:00Z
        """;

    public static Command Create()
    {
        var since = new Option<DateTimeOffset>("--since")
        {
            Description = "From when on, such as 2026-11-23T06:00:00Z; a little before the backup.",
            Required = true,
            CustomParser = Times.ParsePast,
        };
        var command = new Command("find", Description) { since, OperatorOptions.Tenant, OperatorOptions.By, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var tenant = await OperatorOptions.KnownTenantAsync(parsed, services, cancellationToken);
            var (from, error) = (parsed.GetRequiredValue(since), parsed.InvocationConfiguration.Error);
            var books = services.NameOfBooks();
            var known = await OpenAsync(services, tenant, cancellationToken);
            var seen = await SearchAsync(services, parsed, tenant, from, error, cancellationToken);
            var found = (await OpenAsync(services, tenant, cancellationToken)).Where(each => known.All(before => before.Id != each.Id)).ToList();
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json)
                ? CanonicalJson.Write(new { Provider = books, Since = from, Refunds = seen.Seen, seen.TakenBack, Found = found })
                : $"{TerminalText.Counted(seen.Seen, "refund")} at {books} since {from.UtcDateTime:u}; {seen.TakenBack} missing in the ledger and taken back into it; "
                    + TerminalText.Counted(found.Count, "new discrepancy", "new discrepancies")
                    + $"{(found.Count > 0 ? ": 'refund-agent discrepancies list' shows them" : "")}.");
            return 0;
        });
        return command;
    }

    private static async Task<SearchedRefunds> SearchAsync(
        IServiceProvider services, ParseResult parsed, TenantId tenant, DateTimeOffset since, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await services.GetRequiredService<RefundSearch>().RunAsync(
                tenant, since, OperatorOptions.PersonOf(parsed), new Counting(error), cancellationToken);
        }
        catch (ProviderException silent)
        {
            throw new CommandFailedException($"The provider gave no usable answer ({silent.Message}) What was compared so far stands; run it again.", silent);
        }
    }

    private static Task<IReadOnlyList<Discrepancy>> OpenAsync(IServiceProvider services, TenantId tenant, CancellationToken cancellationToken) =>
        DiscrepanciesCommand.AllAsync(services.GetRequiredService<IDiscrepancies>(), tenant, open: true, cancellationToken);

    private sealed class Counting(TextWriter error) : IProgress<int>
    {
        private const int TellEvery = 500;

        public void Report(int value)
        {
            if (value % TellEvery == 0)
            {
                error.WriteLine($"{value} refunds compared …");
            }
        }
    }
}
