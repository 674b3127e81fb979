using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Chat;
using RefundAgent.Decisions;
using RefundAgent.Reading;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// The form that every answer is forced into. Reasoning comes before the verdicts so that they can follow from it, and no field could hold a
/// sum of money. Kept to what strict structured outputs support: every field required, nothing additional, no ranges.
/// </summary>
internal static class AnswerSchema
{
    public static string Json { get; } = Document().ToJsonString();

    public static ChatResponseFormat Format { get; } =
        ChatResponseFormat.CreateJsonSchemaFormat("refund_advice", BinaryData.FromString(Json), jsonSchemaIsStrict: true);

    private static JsonObject Document() => Object(
        ("reasoning", Text("What speaks for and against, in a few sentences, before the verdicts.")),
        ("language", Text("BCP 47 tag of the language that the customer writes in.")),
        ("claims", List(Claim(), "One entry for each thing that the customer asks for, in the order of the message.")),
        ("reply", Optional(Text("Your words around one slot for each claim, {c1} for the first; null for the shop's own words only."))));

    private static JsonObject Claim() => Object(
        ("quote", Text("The words of the message that ask for it, exactly as they stand there.")),
        ("answers", Optional(Text("The id of the open question that it answers, if it answers one."))),
        ("request", OneOf<RequestKind>("What is asked for.")),
        ("orderId", Optional(Text("One of the customer's orders, exactly as its id is written; null where the message does not tell which."))),
        ("items", List(Text(null), "Ids of the items asked for, one entry a unit; empty for the whole order, or where the message does not tell.")),
        ("wholeOrder", new JsonObject { ["type"] = "boolean", ["description"] = "Everything in the order is asked for." }),
        ("reason", new JsonObject { ["type"] = Types("string", "null"), ["enum"] = Words([.. ClaimReason.All, null]), ["description"] = "Why, if the customer says." }),
        ("cites", List(Text(null), "Ids of the policy rules and learned items it rests on, most important first.")),
        ("outcome", OneOf<Outcome>("What to do about it.")),
        ("basis", Object(
            ("relation", OneOf<BasisRelation>("How much of it, for an approval.")),
            ("share", new JsonObject { ["type"] = Types("number", "null"), ["description"] = "For shareOfPaid only: above 0, at most 1." }),
            ("items", List(Text(null), "For items only: one entry a unit.")))),
        ("confidence", new JsonObject { ["type"] = "number", ["description"] = "0 to 1: how likely a person of the team would rule the same." }),
        ("missing", List(OneOf<MissingEvidence>(null), "For ask only: what the customer must add.")));

    private static JsonObject Object(params (string Name, JsonNode Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = Words(properties.Select(property => property.Name)),
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Name, property.Schema))),
    };

    private static JsonObject Text(string? description) => Described(new JsonObject { ["type"] = "string" }, description);

    private static JsonObject List(JsonNode items, string? description) =>
        Described(new JsonObject { ["type"] = "array", ["items"] = items }, description);

    private static JsonObject OneOf<T>(string? description)
        where T : struct, Enum =>
        Described(new JsonObject { ["type"] = "string", ["enum"] = Words(Enum.GetValues<T>().Select(CaseJson.Word)) }, description);

    private static JsonObject Optional(JsonObject text)
    {
        text["type"] = Types("string", "null");
        return text;
    }

    private static JsonObject Described(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema["description"] = description;
        }

        return schema;
    }

    private static JsonArray Types(params string[] types) => Words(types);

    private static JsonArray Words(IEnumerable<string?> words) => new([.. words.Select(word => (JsonNode?)word)]);
}
