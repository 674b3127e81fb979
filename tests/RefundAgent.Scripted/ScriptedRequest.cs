using System.Text.Json;

namespace RefundAgent.Scripted;

/// <summary>What the connector sent.</summary>
/// <param name="Body">The whole request.</param>
/// <param name="Authorization">Its header.</param>
internal sealed record ScriptedRequest(JsonElement Body, string Authorization)
{
    public IReadOnlyList<(string Role, string Content)> Messages =>
    [
        .. Body.GetProperty("messages").EnumerateArray().Select(message => (
            message.GetProperty("role").GetString()!,
            message.TryGetProperty("content", out var content) ? Text(content) : "")),
    ];

    /// <summary>What the prompt shows of the case.</summary>
    public ShownCase Case => ShownCase.In(this);

    /// <summary>The answer before this request could not be used: the last word is ours, and it is not the case.</summary>
    public bool IsRepair => Messages is [.., ("assistant", _), ("user", _)];

    /// <summary>What tools have answered so far.</summary>
    public IReadOnlyList<string> ToolAnswers => [.. Messages.Where(message => message.Role == "tool").Select(message => message.Content)];

    private static string Text(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString())),
        _ => "",
    };
}
