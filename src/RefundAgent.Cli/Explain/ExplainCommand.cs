using System.CommandLine;
using RefundAgent.Cli.Versions;
using RefundAgent.Explanations;
using RefundAgent.Records;
using Spectre.Console;

namespace RefundAgent.Cli.Explain;

/// <summary>`refund-agent explain`: from a decision to the people behind it, and what it would have been without what they taught.</summary>
internal static class ExplainCommand
{
    private const int MostPeople = 6;

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

            Write(explanation, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
            return 0;
        });
        return command;
    }

    private static void Write(Explanation explanation, IAnsiConsole console)
    {
        console.WriteLine($"{explanation.Decision}, decided {explanation.DecidedAt.UtcDateTime:u} under context {explanation.Context} and policy {explanation.Policy}");
        foreach (var claim in explanation.Claims)
        {
            var tree = new Tree(new Markup($"[bold]{Said(claim.Claim.Value)} ({claim.Request.ToString().ToLowerInvariant()}): {Said(claim.Ruled.ToString())}[/]"));
            var reasons = tree.AddNode("because");
            foreach (var reason in claim.Reasons)
            {
                reasons.AddNode(new Markup($"{Said(reason.Text)} [dim]({reason.Kind.ToString().ToLowerInvariant()})[/]"));
            }

            foreach (var item in claim.Items)
            {
                WriteItem(tree.AddNode(new Markup($"learned: {Said(item.Words ?? item.Id.Value)}")), claim, item);
            }

            if (claim.Items.IsEmpty)
            {
                tree.AddNode("nothing learned had a part in it");
            }

            if (claim.Again is { } again && again != claim.Ruled)
            {
                tree.AddNode(new Markup($"[yellow]asked again today, it is {Said(again.ToString())}: {(claim.ByModel ? "a model advised then" : "the order or earlier refunds differ")}[/]"));
            }

            console.Write(tree);
        }
    }

    private static void WriteItem(TreeNode node, ExplainedClaim claim, ExplainedItem item)
    {
        node.AddNode(new Markup($"[dim]{Said(item.Id.Value)}[/]"));
        node.AddNode($"{item.Agreed} of {item.Cases} cases behind it agree{(item.Approved.IsEmpty ? "" : $", {string.Join(", ", item.Approved)} given back in them")}");
        var people = item.Events.GroupBy(said => said.By).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Value, StringComparer.Ordinal).ToList();
        foreach (var person in people.Take(MostPeople))
        {
            node.AddNode(new Markup($"{Said(person.Key.Value)} said so {person.Count()} times, last {person.Max(said => said.At).UtcDateTime:u}"));
        }

        if (people.Count > MostPeople)
        {
            node.AddNode($"and {people.Count - MostPeople} more people");
        }

        node.AddNode(item.Without is not { } without ? new Markup("[dim]the customer was erased: what it would have been without it is not known[/]")
            : without == (claim.Again ?? claim.Ruled) ? new Markup("without it: the same")
            : new Markup($"[bold]without it: {Said(without.ToString())}[/]"));
    }

    private static string Said(string text) => Markup.Escape(TerminalText.OneLine(text, 400));
}
