using System.Collections.Immutable;
using System.Text.Json;

namespace RefundAgent.Scripted;

/// <summary>What a model is shown of a case, read from the prompt as a model would have to read it.</summary>
/// <param name="Message">The customer's words.</param>
/// <param name="Orders">The customer's orders, as far as they fit.</param>
/// <param name="Open">Ids of what we asked about before.</param>
/// <param name="Citable">Ids of rules and of what was learned.</param>
internal sealed record ShownCase(string Message, ImmutableArray<ShownOrder> Orders, ImmutableArray<string> Open, ImmutableArray<string> Citable)
{
    private const string FenceOpen = "<case_data>";
    private const string FenceClose = "</case_data>";

    public static ShownCase In(ScriptedRequest request)
    {
        var system = request.Messages.First(message => message.Role == "system").Content;
        var user = request.Messages.First(message => message.Role == "user").Content;
        using var document = JsonDocument.Parse(user[(user.IndexOf(FenceOpen, StringComparison.Ordinal) + FenceOpen.Length)..user.LastIndexOf(FenceClose, StringComparison.Ordinal)]);
        var data = document.RootElement;
        return new ShownCase(
            data.GetProperty("message").GetString()!,
            [.. data.GetProperty("orders").EnumerateArray().Select(ShownOrder.Of)],
            [.. data.GetProperty("openQuestions").EnumerateArray().Select(open => open.GetProperty("id").GetString()!)],
            [.. system.Split('\n').Where(line => line.StartsWith("{\"id\":", StringComparison.Ordinal)).Select(IdOf)]);
    }

    /// <summary>Words of the message that may be quoted for anything: its start, cut where a word ends.</summary>
    public string Quote(int most = 200)
    {
        var words = Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var quote = words.FirstOrDefault() ?? "";
        foreach (var word in words.Skip(1).TakeWhile(word => quote.Length + word.Length < most))
        {
            quote += " " + word;
        }

        return quote;
    }

    private static string IdOf(string line)
    {
        using var item = JsonDocument.Parse(line);
        return item.RootElement.GetProperty("id").GetString()!;
    }
}

/// <param name="Units">One entry a unit bought.</param>
internal sealed record ShownOrder(string Id, string Status, ImmutableArray<string> Units)
{
    public static ShownOrder Of(JsonElement order) => new(
        order.GetProperty("id").GetString()!,
        order.GetProperty("status").GetString()!,
        [.. order.GetProperty("items").EnumerateArray().SelectMany(item => Enumerable.Repeat(item.GetProperty("id").GetString()!, item.GetProperty("quantity").GetInt32()))]);
}
