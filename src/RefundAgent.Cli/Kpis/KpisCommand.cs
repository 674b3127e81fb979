using System.CommandLine;
using RefundAgent.Cli.Versions;
using RefundAgent.Kpis;

namespace RefundAgent.Cli.Kpis;

/// <summary>`refund-agent kpis`: whether the agent does its work, in one look.</summary>
internal static class KpisCommand
{
    private const string Description = """
        Shows what the agent decided, paid and left to people in a stretch of time, and whether they agreed.
        The same figures as GET /api/kpis, counted at the storage itself.

        Examples:
          refund-agent kpis
          refund-agent kpis --window 24h
          refund-agent kpis --window 4w --json
        """;

    public static Command Create()
    {
        var window = new Option<KpiWindow?>("--window")
        {
            Description = $"How far back: 24h, 7d or 4w, at most {KpiWindow.MostDays} days. Default: 7d.",
            CustomParser = result =>
            {
                if (!KpiWindow.TryParse(result.Tokens[0].Value, out var length))
                {
                    result.AddError($"--window {KpiWindow.Rule}");
                }

                return length;
            },
        };
        var command = new Command("kpis", Description) { window, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var tenant = await OperatorOptions.KnownTenantAsync(parsed, services, cancellationToken);
            var sheet = await services.GetRequiredService<KpiReport>().ReadAsync(tenant, parsed.GetValue(window) ?? KpiWindow.Usual, cancellationToken);
            if (parsed.GetValue(OperatorOptions.Json))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CanonicalJson.Write(sheet));
            }
            else
            {
                KpiTable.Write(sheet, parsed.InvocationConfiguration.Output);
            }

            return 0;
        });
        return command;
    }
}
