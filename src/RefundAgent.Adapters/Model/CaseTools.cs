using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// What the model may look up. The functions read, take no argument and are bound to one case by what they close over: there is
/// nothing that a text could talk them into, and nobody else's data that they could reach.
/// </summary>
internal static class CaseTools
{
    public const string Plugin = "case";
    public const string RefundHistory = "refund_history";
    public const string SimilarPrecedents = "similar_precedents";
    private const int PageSize = 5;

    /// <param name="unseen">Precedents that the prompt had no room for, most alike first.</param>
    /// <param name="citable">Learns of everything that a tool shows.</param>
    public static KernelPlugin For(CaseFile file, IEnumerable<LearnedItem.Precedent> unseen, Citable citable)
    {
        var rest = new Queue<LearnedItem.Precedent>(unseen);
        return KernelPluginFactory.CreateFromFunctions(Plugin,
        [
            KernelFunctionFactory.CreateFromMethod(() => History(file), RefundHistory,
                "What this order has given back so far, by item and in sum, and how many refunds this customer had in 30 days."),
            KernelFunctionFactory.CreateFromMethod(() => Next(rest, citable), SimilarPrecedents,
                $"The next {PageSize} past cases most like this one, beyond those already shown, with people's verdicts."),
        ]);
    }

    private static string History(CaseFile file)
    {
        if (file.Order is not { } order)
        {
            return CaseJson.Failure("This claim has no order.");
        }

        var ours = file.Account.Of(order);
        return CaseJson.Write(new JsonObject
        {
            ["givenBackBeforeImport"] = order.Refunded.ToString(),
            ["givenBackOrReserved"] = ours.Committed.ToString(),
            ["units"] = CaseJson.Node(ours.Units.OrderBy(unit => unit.Key.Value, StringComparer.Ordinal)
                .Where(unit => unit.Value > 0).Select(unit => new { item = unit.Key, units = unit.Value })),
            ["refundsIn30Days"] = file.Account.Recent.Length,
        });
    }

    private static string Next(Queue<LearnedItem.Precedent> rest, Citable citable)
    {
        if (rest.Count == 0)
        {
            return CaseJson.Failure("There are no more past cases.");
        }

        var page = new JsonArray();
        while (page.Count < PageSize && rest.TryDequeue(out var precedent))
        {
            citable.Add(precedent);
            page.Add(LearnedText.Of(precedent));
        }

        return CaseJson.Write(page);
    }
}
