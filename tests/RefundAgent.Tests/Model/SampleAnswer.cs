using System.Text.Json.Nodes;

namespace RefundAgent.Tests.Model;

/// <summary>Answers of a model's, good unless told otherwise.</summary>
internal static class SampleAnswer
{
    public static string Approve(params string[] cites) => With(cites);

    public static string With(
        string[] cites, string outcome = "approve", string relation = "entitled", decimal? share = null, string[]? items = null,
        string[]? missing = null, double confidence = 0.9, string? reply = "We are sorry about the lamp.") => new JsonObject
        {
            ["reasoning"] = "Mara's lamp is defective; the team approves those.",
            ["cites"] = Texts(cites),
            ["outcome"] = outcome,
            ["basis"] = new JsonObject { ["relation"] = relation, ["share"] = share, ["items"] = Texts(items ?? []) },
            ["confidence"] = confidence,
            ["missing"] = Texts(missing ?? []),
            ["draftReply"] = reply,
        }.ToJsonString();

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
