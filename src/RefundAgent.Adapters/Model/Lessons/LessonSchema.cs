using OpenAI.Chat;

namespace RefundAgent.Adapters.Model.Lessons;

/// <summary>The form that every answer is forced into: no field could hold a verdict, a sum or an id of anything but a note that was shown.</summary>
internal static class LessonSchema
{
    public const string Json = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["rules", "tone"],
          "properties": {
            "rules": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["when", "sentence"],
                "properties": {
                  "when": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": ["fact", "operator", "value"],
                      "properties": {
                        "fact": { "type": "string" },
                        "operator": { "type": "string", "enum": ["equals", "includes", "atLeast", "atMost", "known"] },
                        "value": { "type": "string" }
                      }
                    }
                  },
                  "sentence": { "type": "string" }
                }
              }
            },
            "tone": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["sameAs", "sentence"],
                "properties": {
                  "sameAs": { "type": ["string", "null"] },
                  "sentence": { "type": ["string", "null"] }
                }
              }
            }
          }
        }
        """;

    public static ChatResponseFormat Format { get; } =
        ChatResponseFormat.CreateJsonSchemaFormat("staff_lesson", BinaryData.FromString(Json), jsonSchemaIsStrict: true);
}
