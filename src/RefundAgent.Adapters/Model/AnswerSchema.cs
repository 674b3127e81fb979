using OpenAI.Chat;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// The form that every answer is forced into. Reasoning comes before the verdict so that the verdict can follow from it, and no field
/// could hold a sum of money. Kept to what strict structured outputs support: every field required, nothing additional, no ranges.
/// </summary>
internal static class AnswerSchema
{
    public const string Json = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["reasoning", "cites", "outcome", "basis", "confidence", "missing", "draftReply"],
          "properties": {
            "reasoning": { "type": "string", "description": "What speaks for and against, in a few sentences, before the verdict." },
            "cites": {
              "type": "array",
              "items": { "type": "string" },
              "description": "Ids of the policy rules and learned items it rests on, most important first."
            },
            "outcome": { "type": "string", "enum": ["approve", "deny", "ask", "escalate"] },
            "basis": {
              "type": "object",
              "additionalProperties": false,
              "required": ["relation", "share", "items"],
              "properties": {
                "relation": { "type": "string", "enum": ["entitled", "shareOfPaid", "items"] },
                "share": { "type": ["number", "null"], "description": "For shareOfPaid only: above 0, at most 1." },
                "items": {
                  "type": "array",
                  "items": { "type": "string" },
                  "description": "For items only: ids of this order's items, one entry a unit."
                }
              }
            },
            "confidence": { "type": "number", "description": "0 to 1: how likely a person of the support team would rule the same." },
            "missing": {
              "type": "array",
              "items": { "type": "string" },
              "description": "For ask only: what the customer must say or show."
            },
            "draftReply": {
              "type": ["string", "null"],
              "description": "An answer to the customer in the customer's language, without any sum."
            }
          }
        }
        """;

    public static ChatResponseFormat Format { get; } =
        ChatResponseFormat.CreateJsonSchemaFormat("refund_advice", BinaryData.FromString(Json), jsonSchemaIsStrict: true);
}
