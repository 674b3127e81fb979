using System.CommandLine;
using RefundAgent.Cli.Versions;
using RefundAgent.Explanations;
using RefundAgent.Records;
using Spectre.Console;

namespace RefundAgent.Cli.Explain;

/// <summary>`refund-agent explain`: from a decision to the people behind it, and what it would have been without what they taught.</summary>
internal static class ExplainCommand
{
    private const string Description = """
        Shows why a decision is what it is: its reasons, the learned items that it cites, who taught them and by how many cases, and what it would have been had each item not been there (the advisor and the policy are asked again, nothing is changed).

        A decision's id is in the answer of POST /api/refunds, and in the note that staff see.

        Examples:
          refund-agent explain 20261122-143005123-9f86d081884c7d65
          refund-agent explain 20261122-143005123-9f86d081884c7d65 --json    every event behind it, for a program
        """;

    public static Command Create()
    {
        var decision = new Argument<string>("DECISION_ID") { Description = "The decision." };
        var command = new Command("explain", Description) { decision, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (tenant, text) = (OperatorOptions.TenantOf(parsed), parsed.GetRequiredValue(decision));
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var explanation = DecisionId.TryParse(text, out var id, out _)
                ? await services.GetRequiredService<Explainer>().ExplainAsync(tenant, id, cancellationToken)
                : null;
            if (explanation is null)
            {
                throw new CommandFailedException($"No decision '{TerminalText.OneLine(text, 80)}' is known for tenant '{tenant}': GET /api/refunds lists them.");
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(OperatorOptions.Json))
            {
                await output.WriteLineAsync(CanonicalJson.Write(explanation));
                return 0;
            }

            ExplanationTree.Write(explanation, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
            return 0;
        });
        return command;
    }
}
