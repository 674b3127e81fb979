using RefundAgent.Context;
using RefundAgent.Explanations;
using Spectre.Console;

namespace RefundAgent.Cli.Explain;

/// <summary>An explanation for a terminal: a tree a claim, in which whatever comes from outside is one escaped line.</summary>
internal static class ExplanationTree
{
    private const int MostPeople = 6;

    public static void Write(Explanation explanation, IAnsiConsole console)
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
        if (item.Wording is { } wording)
        {
            node.AddNode(new Markup($"[italic]{Said(ItemWords.Of(wording))}[/]"));
        }

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
