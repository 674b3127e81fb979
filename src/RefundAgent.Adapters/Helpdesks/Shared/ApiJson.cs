using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// Reads a helpdesk's JSON: ids as text whether they come as text or as numbers (some pass 2^53), absent and null alike, and a clear fault
/// where what every answer must hold is not there.
/// </summary>
/// <param name="where">The call, and the way to this place in its answer.</param>
/// <param name="json">This place.</param>
internal readonly partial struct ApiJson(string where, JsonElement json)
{
    public bool Exists => json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public ApiJson this[string name] => new($"{where}.{name}", json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default);

    /// <summary>None where there is no list.</summary>
    public IEnumerable<ApiJson> Each()
    {
        var (place, list) = (where, json);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select((each, index) => new ApiJson($"{place}[{index}]", each)) : [];
    }

    /// <summary>Text or a number, as text; null for anything else.</summary>
    public string? Text => json.ValueKind switch
    {
        JsonValueKind.String => Read(json),
        JsonValueKind.Number => json.GetRawText(),
        _ => null,
    };

    /// <exception cref="HelpdeskException">Absent or empty.</exception>
    public string RequiredText => Text is { Length: > 0 } text ? text : throw Missing("text");

    public bool? Flag => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public decimal? Number => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) ? number
        : json.ValueKind == JsonValueKind.String && decimal.TryParse(json.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var written) ? written
        : null;

    /// <summary>ISO 8601, without an offset as UTC; or Unix seconds, with a fraction or not.</summary>
    /// <exception cref="HelpdeskException">Absent, or no time.</exception>
    public DateTimeOffset RequiredTime =>
        json.ValueKind == JsonValueKind.Number && Number is { } seconds and >= 0 and < 253402300800 ? DateTimeOffset.UnixEpoch.AddSeconds((double)seconds)
        : json.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw Missing("time");

    /// <summary>Text that was cut in the middle of an emoji holds half a surrogate pair, which is no text; the rest of it still is.</summary>
    private static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonSerializer.Deserialize<string>(Escape().Replace(text.GetRawText(), escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value))!;
        }
    }

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    private HelpdeskException Missing(string what) => new(HelpdeskFault.Garbled, $"{where}: there is no {what}.");
}
