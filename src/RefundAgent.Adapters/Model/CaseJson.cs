using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// The JSON in which data reaches the model. Angle brackets are always escaped, so no text can close the fence it stands in; letters
/// of other languages are not, because every escape costs tokens.
/// </summary>
internal static class CaseJson
{
    public const string FenceOpen = "<case_data>";
    public const string FenceClose = "</case_data>";

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    private static readonly JsonSerializerOptions Options = new(CanonicalJson.Options) { Encoder = Encoder };

    public static string Write(JsonNode node) => node.ToJsonString(Options);

    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options);

    public static string Fence(JsonNode data) => $"{FenceOpen}\n{Write(data)}\n{FenceClose}";

    /// <summary>What every failure begins with.</summary>
    public const string FailureStart = "{\"error\":";

    /// <summary>A tool's failure, as a value that the model can read and act on.</summary>
    public static string Failure(string message) => Write(new JsonObject { ["error"] = message });

    /// <summary>The word that the rest of the product writes for an enum's value.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The longest start of <paramref name="text"/> that takes at most <paramref name="bytes"/> once it is written.</summary>
    public static string Cut(string text, int bytes)
    {
        var cut = text.Length > bytes ? text[..bytes] : text;
        for (var size = Bytes(Encoder.Encode(cut)); size > bytes; size = Bytes(Encoder.Encode(cut)))
        {
            cut = cut[..Math.Min(cut.Length - 1, (int)((long)cut.Length * bytes / size))];
        }

        return cut;
    }
}
