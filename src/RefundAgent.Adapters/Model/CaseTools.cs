using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// What the model may look up and ask for. The functions are bound to one customer's case by what they close over, none moves money, and none
/// takes a tenant, a customer or a sum: there is nobody else's data that a text could talk them into. What fails is told as a value.
/// </summary>
internal sealed class CaseTools(CasePrompt prompt, Wishes wishes)
{
    public const string Plugin = "case";
    public const string FindOrders = "find_orders";
    public const string ReadOrder = "read_order";
    public const string RefundHistory = "refund_history";
    public const string QuoteEntitlement = "quote_entitlement";
    public const string SimilarPrecedents = "similar_precedents";
    public const string PolicyClause = "policy_clause";
    public const string AskForEvidence = "ask_for_evidence";
    public const string HandToPerson = "hand_to_person";

    private const int PageSize = 5;
    private const int FoundPrecedents = 60;
    private const int MostBytes = 6_000;

    private Inquiry Inquiry => prompt.Inquiry;

    public static KernelPlugin For(CasePrompt prompt, Wishes wishes) => KernelPluginFactory.CreateFromObject(new CaseTools(prompt, wishes), Plugin);

    [KernelFunction(FindOrders)]
    [Description("All orders of this customer: id, status, sum, age, number of lines.")]
    public string Orders() => CaseJson.Write(CaseData.Fitting(
        prompt.Orders.Select(order =>
        {
            var brief = CaseData.OrderOf(order, Inquiry.Now);
            brief["items"] = order.Items.Length;
            return (JsonNode)brief;
        }),
        MostBytes));

    [KernelFunction(ReadOrder)]
    [Description("One order of this customer with its items.")]
    public string Order([Description("The order's id.")] string orderId) =>
        OrderOf(orderId) is { } order ? CaseJson.Write(CaseData.OrderOf(order, Inquiry.Now)) : NoOrder;

    [KernelFunction(RefundHistory)]
    [Description("What this customer was given back so far, by order, and how many refunds there were in 30 days.")]
    public string History() => CaseJson.Write(new JsonObject
    {
        ["refundsIn30Days"] = Inquiry.Evidence.Account.Recent.Length,
        ["orders"] = CaseData.Fitting(prompt.Orders.Select(HistoryOf).OfType<JsonNode>(), MostBytes),
    });

    [KernelFunction(QuoteEntitlement)]
    [Description("What the policy says of a claim, and the most that it could give back.")]
    public string Quote(
        [Description("The order's id.")] string orderId,
        [Description("return, cancel or refund.")] string request,
        [Description("Item ids, one entry a unit; empty for the whole order.")] string[]? items = null,
        [Description("Why, as one of the reasons of the answer's schema; absent where the customer gives none.")] string? reason = null) =>
        FileOf(orderId, request, items, reason) switch
        {
            (null, var failure) => failure!,
            ({ } file, _) => CaseJson.Write(Finding(file)),
        };

    [KernelFunction(SimilarPrecedents)]
    [Description("The next past cases most like a claim, beyond those already shown, with people's verdicts.")]
    public string Similar(
        [Description("The order's id.")] string orderId,
        [Description("return, cancel or refund.")] string request,
        [Description("Item ids, one entry a unit; empty for the whole order.")] string[]? items = null,
        [Description("Why, as one of the reasons of the answer's schema; absent where the customer gives none.")] string? reason = null) =>
        FileOf(orderId, request, items, reason) switch
        {
            (null, var failure) => failure!,
            ({ } file, _) => Next(file),
        };

    [KernelFunction(PolicyClause)]
    [Description("One rule of the policy with its exact condition.")]
    public string Clause([Description("The rule's id.")] string ruleId)
    {
        if (Inquiry.Basis.Policy.Rules.FirstOrDefault(rule => rule.Id == ruleId) is not { } rule)
        {
            return CaseJson.Failure("There is no rule of this id.");
        }

        prompt.Citable.Add(rule);
        return CaseJson.Write(new JsonObject
        {
            ["id"] = rule.Id, ["then"] = CaseJson.Word(rule.Then), ["text"] = rule.Text, ["when"] = CaseJson.Node(rule.When),
        });
    }

    [KernelFunction(AskForEvidence)]
    [Description("Asks the customer for something before the case is decided; answer with the outcome ask afterwards.")]
    public string Ask([Description("What is missing, in the words of the answer's schema.")] string[] missing)
    {
        var known = Enum.GetValues<MissingEvidence>().ToDictionary(CaseJson.Word, StringComparer.Ordinal);
        if (missing.Length == 0 || !missing.All(known.ContainsKey))
        {
            return CaseJson.Failure($"Name one or more of: {string.Join(", ", known.Keys)}.");
        }

        wishes.Evidence = [.. wishes.Evidence.Union(missing.Select(word => known[word]))];
        return Noted;
    }

    [KernelFunction(HandToPerson)]
    [Description("Hands the whole message to a person of the team, who decides instead.")]
    public string HandOver()
    {
        wishes.HandOver = true;
        return Noted;
    }

    private static string NoOrder => CaseJson.Failure("This customer has no order of this id.");

    private static string Noted => CaseJson.Write(new JsonObject { ["noted"] = true });

    private Order? OrderOf(string id) => prompt.Orders.FirstOrDefault(order => order.Id.Value == id);

    private (CaseFile? File, string? Failure) FileOf(string orderId, string request, string[]? items, string? reason)
    {
        if (OrderOf(orderId) is not { } order)
        {
            return (null, NoOrder);
        }

        if (!Enum.TryParse<RequestKind>(request, ignoreCase: true, out var kind) || kind is not (RequestKind.Return or RequestKind.Cancel or RequestKind.Refund))
        {
            return (null, CaseJson.Failure("The request must be return, cancel or refund."));
        }

        if (items?.Any(item => order.Items.All(line => line.Id.Value != item)) == true)
        {
            return (null, CaseJson.Failure("One of the items is not in this order."));
        }

        return (Inquiry.FileFor(new ClaimReading
        {
            Request = kind,
            Order = order.Id,
            Items = [.. (items ?? []).Select(ItemId.From)],
            WholeOrder = items is not { Length: > 0 },
            Reason = ClaimReason.IsCanonical(reason) ? reason : null,
            Span = "",
        }), null);
    }

    private JsonObject Finding(CaseFile file)
    {
        var finding = Inquiry.Basis.Policy.Find(file);
        if (finding.Rule is { } rule)
        {
            prompt.Citable.Add(rule);
        }

        return new JsonObject
        {
            ["rule"] = finding.Rule is { } holds ? new JsonObject { ["id"] = holds.Id, ["then"] = CaseJson.Word(holds.Then), ["text"] = holds.Text } : null,
            ["atMost"] = finding.Entitlement?.Amount.ToString(),
            ["units"] = CaseJson.Node(finding.Entitlement?.Items),
            ["facts"] = new JsonObject(LearnableFacts.Of(file.Facts.Values).Where(fact => CaseData.IsForAdvice(fact.Key))
                .Select(fact => KeyValuePair.Create(fact.Key, LearnedText.Value(fact.Value)))),
        };
    }

    private string Next(CaseFile file)
    {
        var page = SimilarCases.Of(file, Inquiry.Basis.Context, FoundPrecedents)
            .Where(precedent => !prompt.Citable.Contains(precedent.Id.Value)).Take(PageSize).ToImmutableArray();
        foreach (var precedent in page)
        {
            prompt.Citable.Add(precedent);
        }

        return page.IsEmpty ? CaseJson.Failure("There are no more past cases.") : CaseJson.Write(new JsonArray([.. page.Select(LearnedText.Of)]));
    }

    private JsonObject? HistoryOf(Order order)
    {
        var ours = Inquiry.Evidence.Account.Of(order);
        return !order.Refunded.IsPositive && !ours.Committed.IsPositive ? null : new JsonObject
        {
            ["orderId"] = order.Id.Value,
            ["givenBackBeforeImport"] = order.Refunded.ToString(),
            ["givenBackOrReserved"] = ours.Committed.ToString(),
            ["units"] = CaseJson.Node(ours.Units.OrderBy(unit => unit.Key.Value, StringComparer.Ordinal)
                .Where(unit => unit.Value > 0).Select(unit => new { item = unit.Key, units = unit.Value })),
        };
    }
}
