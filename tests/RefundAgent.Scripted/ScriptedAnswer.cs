using System.Text.Json.Nodes;

namespace RefundAgent.Scripted;

/// <summary>Answers of the form that the prompt asks for, right or wrong.</summary>
internal static class ScriptedAnswer
{
    public static ScriptedReply Of(IEnumerable<ScriptedClaim> claims, string? reply = null, string reasoning = "As the shop's team would.", string language = "en") =>
        ScriptedReply.Says(new JsonObject
        {
            ["reasoning"] = reasoning,
            ["language"] = language,
            ["claims"] = new JsonArray([.. claims.Select(claim => claim.ToJson())]),
            ["reply"] = reply,
        }.ToJsonString());
}

/// <summary>One claim of an answer; by itself an approval of a whole order.</summary>
internal sealed record ScriptedClaim
{
    public required string Quote { get; init; }

    public string Request { get; init; } = "return";

    public string? Answers { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Empty for the whole order, where there is one.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    public string? Reason { get; init; }

    public IReadOnlyList<string> Cites { get; init; } = [];

    public string Outcome { get; init; } = "approve";

    public string Relation { get; init; } = "entitled";

    public decimal? Share { get; init; }

    public double Confidence { get; init; } = 1;

    public IReadOnlyList<string> Missing { get; init; } = [];

    public JsonNode ToJson() => new JsonObject
    {
        ["quote"] = Quote,
        ["answers"] = Answers,
        ["request"] = Request,
        ["orderId"] = OrderId,
        ["items"] = Texts(Items),
        ["wholeOrder"] = OrderId is not null && Items.Count == 0,
        ["reason"] = Reason,
        ["cites"] = Texts(Cites),
        ["outcome"] = Outcome,
        ["basis"] = new JsonObject { ["relation"] = Relation, ["share"] = Share, ["items"] = Texts([]) },
        ["confidence"] = Confidence,
        ["missing"] = Texts(Missing),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
