using System.Text.Json.Nodes;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Privacy;
using RefundAgent.Records;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// The case as data: everything that a customer, a shop or another system wrote stands here and nowhere else in the prompt. No
/// customer id, address or payment reference is in it; none of them could help the advice. Personal data in free text is masked, and a quote
/// is one of the masked text.
/// </summary>
internal sealed class CaseData
{
    private const double MessageShare = 0.25;
    private const double OpenShare = 0.05;
    private const double OrdersShare = 0.25;
    private const double FactsShare = 0.05;

    public CaseData(Inquiry inquiry, ModelOptions options)
    {
        var known = KnownData.Of(inquiry.Ticket, inquiry.Evidence.Orders);
        var message = PersonalData.Mask(inquiry.Ticket.Text, known);
        Message = CaseJson.Cut(message, PromptBudget.Share(options, MessageShare));
        var orders = Fitting(
            inquiry.Evidence.Orders.OrderByDescending(order => order.Id == inquiry.Ticket.Order).ThenByDescending(order => order.PlacedAt)
                .Select(order => OrderOf(order, inquiry.Now)),
            PromptBudget.Share(options, OrdersShare));
        Text = CaseJson.Fence(new JsonObject
        {
            ["message"] = Message,
            ["messageWasCut"] = Message.Length < message.Length,
            ["language"] = inquiry.Ticket.Language,
            ["openQuestions"] = Fitting(inquiry.Open.Select(open => OpenQuestion(open, known)), PromptBudget.Share(options, OpenShare)),
            ["orderOfTheForm"] = inquiry.Ticket.Order?.Value,
            ["reasonOfTheForm"] = inquiry.Ticket.StatedReason is { } reason ? CaseJson.Cut(PersonalData.Mask(reason, known), PromptBudget.Share(options, FactsShare)) : null,
            ["orders"] = orders,
            ["ordersLeftOut"] = inquiry.Evidence.Orders.Length - orders.Count,
            ["facts"] = Fitting(inquiry.Ticket.Facts.Where(fact => IsForAdvice(fact.Key)).Select(fact => FactOf(fact, known)), PromptBudget.Share(options, FactsShare)),
        });
    }

    /// <summary>The customer's words as they are shown.</summary>
    public string Message { get; }

    /// <summary>All of it, fenced.</summary>
    public string Text { get; }

    public static JsonObject OrderOf(Order order, DateTimeOffset now) => new()
    {
        ["id"] = order.Id.Value,
        ["status"] = order.Status,
        ["paid"] = order.Paid.ToString(),
        ["placedDaysAgo"] = DaysSince(order.PlacedAt, now),
        ["deliveredDaysAgo"] = DaysSince(order.DeliveredAt, now),
        ["finalSale"] = order.FinalSale,
        ["items"] = new JsonArray([.. order.Items.Select(Line)]),
    };

    /// <summary>Nodes from the first on, as far as they fit.</summary>
    public static JsonArray Fitting(IEnumerable<JsonNode> nodes, int bytes)
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

    /// <summary>Suspicion is for a person: advice that knew of it could refuse a customer without saying why.</summary>
    public static bool IsForAdvice(string fact) => !fact.StartsWith(FactNames.RiskPrefix, StringComparison.OrdinalIgnoreCase);

    private static JsonObject OpenQuestion(ClaimPapers open, KnownData known) => new JsonObject
    {
        ["id"] = open.Id.Value,
        ["request"] = CaseJson.Word(open.Reading.Request),
        ["orderId"] = open.Reading.Order?.Value,
        ["items"] = CaseJson.Node(open.Reading.Items),
        ["words"] = PersonalData.Mask(open.Reading.Span, known),
        ["unclear"] = CaseJson.Node(open.Reading.Doubts.Select(doubt => CaseJson.Word(doubt.Kind))),
    };

    private static JsonNode Line(OrderItem item) => new JsonObject
    {
        ["id"] = item.Id.Value,
        ["name"] = item.Name,
        ["options"] = CaseJson.Node(item.Options),
        ["quantity"] = item.Quantity,
        ["unitPrice"] = item.UnitPrice.ToString(),
    };

    private static JsonObject FactOf(KeyValuePair<string, FactValue> fact, KnownData known) => new JsonObject
    {
        ["name"] = PersonalData.Mask(fact.Key, known),
        ["value"] = LearnedText.Value(fact.Value switch
        {
            FactValue.Text text => FactValue.Of(PersonalData.Mask(text.Value, known)),
            FactValue.List list => FactValue.Of(list.Values.Select(each => PersonalData.Mask(each, known))),
            _ => fact.Value,
        }),
    };

    private static int? DaysSince(DateTimeOffset? at, DateTimeOffset now) => at is { } then ? (int)Math.Floor((now - then).TotalDays) : null;
}
