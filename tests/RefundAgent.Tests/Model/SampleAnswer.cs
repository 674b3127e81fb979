using System.Text.Json.Nodes;

namespace RefundAgent.Tests.Model;

/// <summary>Answers of a model's to <see cref="SampleCase"/>, good unless told otherwise.</summary>
internal static class SampleAnswer
{
    public static string Approve(params string[] cites) => With(cites);

    public static string With(
        string[] cites, string outcome = "approve", string relation = "entitled", decimal? share = null, string[]? items = null,
        string[]? missing = null, double confidence = 0.9, string? reply = "Thank you, and sorry about the lamp. {c1} Take care!") =>
        Of(reply, Claim(cites, outcome, relation, share, items, missing, confidence));

    public static string Of(string? reply, params JsonObject[] claims) => new JsonObject
    {
        ["reasoning"] = "Mara's lamp is defective; the team approves those.",
        ["language"] = "en",
        ["claims"] = new JsonArray([.. claims]),
        ["reply"] = reply,
    }.ToJsonString();

    public static JsonObject Claim(
        string[] cites, string outcome = "approve", string relation = "entitled", decimal? share = null, string[]? items = null,
        string[]? missing = null, double confidence = 0.9) => new()
        {
            ["quote"] = "return one desk lamp",
            ["answers"] = null,
            ["request"] = "return",
            ["orderId"] = "#A1001",
            ["items"] = Texts("lamp-1"),
            ["wholeOrder"] = false,
            ["reason"] = "defective",
            ["cites"] = Texts(cites),
            ["outcome"] = outcome,
            ["basis"] = new JsonObject { ["relation"] = relation, ["share"] = share, ["items"] = Texts(items ?? []) },
            ["confidence"] = confidence,
            ["missing"] = Texts(missing ?? []),
        };

    public static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
