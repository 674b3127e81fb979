using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RefundAgent.Scripted;

/// <summary>One turn of a <see cref="ScriptedModel"/>.</summary>
internal abstract record ScriptedReply
{
    private ScriptedReply()
    {
    }

    public sealed record Body(int Status, string Content) : ScriptedReply
    {
        public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
    }

    /// <summary>Takes the request and never answers it.</summary>
    public sealed record Hang : ScriptedReply;

    /// <summary>Takes the request and drops the connection.</summary>
    public sealed record Cut : ScriptedReply;

    public static ScriptedReply Says(
        string text, int inputTokens = 100, int outputTokens = 20, string finishReason = "stop", int cachedTokens = 0) =>
        Completion(new JsonObject { ["role"] = "assistant", ["content"] = text }, finishReason, inputTokens, outputTokens, cachedTokens);

    public static ScriptedReply Refuses(string text) =>
        Completion(new JsonObject { ["role"] = "assistant", ["content"] = null, ["refusal"] = text }, "stop", 100, 20);

    public static ScriptedReply Calls(params string[] functions) =>
        Completion(
            new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray([.. functions.Select((function, index) => CallOf(function, index, "{}"))]) },
            "tool_calls", 100, 20);

    /// <summary>One call with its arguments, as JSON or not.</summary>
    public static ScriptedReply Call(string function, string arguments) => Completion(
        new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(CallOf(function, 0, arguments)) }, "tool_calls", 100, 20);

    public static ScriptedReply Fails(int status, string code = "scripted", params ImmutableArray<(string Name, string Value)> headers) =>
        new Body(status, $$$"""{"error":{"message":"scripted","type":"scripted","code":"{{{code}}}"}}""") { Headers = headers };

    private static JsonObject CallOf(string function, int index, string arguments) => new JsonObject
    {
        ["id"] = $"call_{index}_{function}",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = function, ["arguments"] = arguments },
    };

    private static Body Completion(
        JsonObject message, string finishReason, int inputTokens, int outputTokens, int cachedTokens = 0) => new(200, new JsonObject
    {
        ["id"] = "chatcmpl-scripted",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = "scripted",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = finishReason }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = inputTokens,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cachedTokens },
            ["completion_tokens"] = outputTokens,
            ["total_tokens"] = inputTokens + outputTokens,
        },
    }.ToJsonString());
}
