using System.Text.Json.Nodes;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// The case as data: everything that a customer, a shop or another system wrote stands here and nowhere else in the prompt. No
/// customer id, address or payment reference is in it; none of them could help the advice.
/// </summary>
internal static class CaseData
{
    private const double MessageShare = 0.25;
    private const double ClaimShare = 0.1;
    private const double OrderShare = 0.15;
    private const double FactsShare = 0.15;

    public static JsonObject Of(CaseFile file, ModelOptions options)
    {
        var message = CaseJson.Cut(file.Ticket.Text, PromptBudget.Share(options, MessageShare));
        return new JsonObject
        {
            ["message"] = message,
            ["messageWasCut"] = message.Length < file.Ticket.Text.Length,
            ["language"] = file.Ticket.Language,
            ["claim"] = Claim(file.Claim, PromptBudget.Share(options, ClaimShare)),
            ["order"] = file.Order is { } order ? OrderOf(order, PromptBudget.Share(options, OrderShare)) : null,
            ["facts"] = Fitting(
                file.Facts.Values.Where(IsForAdvice).OrderBy(fact => fact.Source.Origin).Select(FactOf), PromptBudget.Share(options, FactsShare)),
        };
    }

    /// <summary>Suspicion is for a person: advice that knew of it could refuse a customer without saying why.</summary>
    private static bool IsForAdvice(Fact fact) => !fact.Name.StartsWith(FactNames.RiskPrefix, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Claim(ClaimReading claim, int bytes) => new()
    {
        ["request"] = CaseJson.Word(claim.Request),
        ["part"] = CaseJson.Cut(claim.Span, bytes / 2),
        ["items"] = Fitting(claim.Items.Select(item => (JsonNode)JsonValue.Create(item.Value)), bytes / 4),
        ["wholeOrder"] = claim.WholeOrder,
        ["reason"] = claim.Reason is { } reason ? CaseJson.Cut(reason, bytes / 8) : null,
        ["requested"] = claim.Requested?.ToString(),
        ["doubts"] = Fitting(claim.Doubts.Select(doubt => (JsonNode)JsonValue.Create(CaseJson.Word(doubt.Kind))), bytes / 8),
    };

    private static JsonObject OrderOf(Order order, int bytes)
    {
        var items = Fitting(order.Items.Select(Line), bytes);
        return new JsonObject
        {
            ["id"] = order.Id.Value,
            ["status"] = order.Status,
            ["paid"] = order.Paid.ToString(),
            ["placedAt"] = CaseJson.Node(order.PlacedAt),
            ["deliveredAt"] = CaseJson.Node(order.DeliveredAt),
            ["finalSale"] = order.FinalSale,
            ["items"] = items,
            ["linesLeftOut"] = order.Items.Length - items.Count,
        };
    }

    private static JsonNode Line(OrderItem item) => new JsonObject
    {
        ["id"] = item.Id.Value,
        ["name"] = item.Name,
        ["options"] = CaseJson.Node(item.Options),
        ["quantity"] = item.Quantity,
        ["unitPrice"] = item.UnitPrice.ToString(),
    };

    private static JsonNode FactOf(Fact fact) => new JsonObject
    {
        ["name"] = fact.Name,
        ["value"] = LearnedText.Value(fact.Value),
        ["from"] = CaseJson.Word(fact.Source.Origin),
    };

    private static JsonArray Fitting(IEnumerable<JsonNode> nodes, int bytes)
    {
        var fitting = new JsonArray();
        foreach (var node in nodes)
        {
            bytes -= CaseJson.Bytes(CaseJson.Write(node)) + 1;
            if (bytes < 0)
            {
                break;
            }

            fitting.Add(node);
        }

        return fitting;
    }
}
