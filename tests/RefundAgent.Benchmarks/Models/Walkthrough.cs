using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Scripted;

namespace RefundAgent.Benchmarks.Models;

/// <summary>One case from the customer's message to the reply, with everything that was said to a model and by it, as a page for people.</summary>
internal sealed partial class Walkthrough(IReadOnlyList<ScriptedRequest> requests, IReadOnlyList<ScriptedReply> replies, DecisionRecord record, ReplyBook book)
{
    private static readonly JsonSerializerOptions Indented = new(CanonicalJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly StringBuilder page = new();

    public string Write(string head)
    {
        page.Append(head).Append('\n');
        Heading("The message", "A customer with one delivered order and one that has not left yet writes:");
        Block("text", record.Papers!.Ticket.Text);
        Prompt();
        Exchanges();
        Claims();
        var reply = ReplyWriter.Write(record, book);
        Heading("The reply", record.Papers.ReplyFrame is { } frame && reply.StartsWith(frame[..frame.IndexOf('{', StringComparison.Ordinal)], StringComparison.Ordinal)
            ? "The model's words stand around our sentences."
            : "The model's words around our sentences are used only where every claim was ruled as it proposed and nothing waits for a person; here the program's own words are sent.");
        Block("text", reply);
        Heading("The record", "`GET /api/refunds/{id}` tells of the advice, under `usage`:");
        Block("json", JsonSerializer.Serialize(record.Usage, Indented));
        return page.ToString();
    }

    private void Prompt()
    {
        var messages = requests[0].Messages;
        Heading("What the model is sent", "One system message: the role, the policy in words, what was learned for such cases (here nothing yet), the form of the answer.");
        Block("text", messages[0].Content);
        page.Append("One user message: the case as data, on one line as sent, here broken for reading.\n\n");
        Block("text", CaseData().Replace(messages[1].Content, data => $"{data.Groups[1].Value}\n{Pretty(data.Groups[2].Value)}\n{data.Groups[3].Value}"));
        var tools = requests[0].Body.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function"));
        page.Append("Beside them the schema of the answer (`AnswerSchema.cs`) and the tools:\n\n");
        foreach (var tool in tools)
        {
            page.Append($"- `{tool.GetProperty("name").GetString()}`: {tool.GetProperty("description").GetString()}\n");
        }

        page.Append('\n');
    }

    private void Exchanges()
    {
        Heading("What is said then", "");
        for (var turn = 0; turn < replies.Count; turn++)
        {
            var message = replies[turn] is ScriptedReply.Body { Status: 200 } said
                ? JsonNode.Parse(said.Content)!["choices"]![0]!["message"]!
                : throw new InvalidOperationException($"The model's server failed: {replies[turn]}");
            if (message["tool_calls"] is not JsonArray calls)
            {
                page.Append("The model answers:\n\n");
                Block("json", Pretty(message["content"]!.GetValue<string>()));
                continue;
            }

            var answers = requests[turn + 1].ToolAnswers.TakeLast(calls.Count).ToList();
            foreach (var (index, call) in calls.Index())
            {
                page.Append($"The model calls `{call!["function"]!["name"]}` with `{call["function"]!["arguments"]}` and is told:\n\n");
                Block("json", Pretty(answers[index]));
            }
        }
    }

    private void Claims()
    {
        Heading("What the program makes of it", "The built-in reader reads the same message. What both read alike acts as it would without a model; what only the model understood waits for a person until that has proved right often enough.");
        page.Append("| claim | read by | asked for | ruling | status | because |\n|---|---|---|---|---|---|\n");
        foreach (var (claim, papers) in record.Claims.Zip(record.Papers!.Claims))
        {
            var reading = papers.Reading;
            page.Append($"| {claim.Id} | {Word(reading.Readers)} | {Word(claim.Request)} {reading.Order} {string.Join(' ', reading.Items)} | {Ruled(claim.Ruling)} | {Word(claim.Status)} | "
                + $"{string.Join(", ", claim.Ruling.Reasons.Select(reason => $"`{reason.Id}`"))} |\n");
        }

        page.Append('\n');
    }

    private static string Ruled(Ruling ruling) => ruling is Ruling.Approve approve ? $"approve {approve.Amount}" : Word(ruling.Outcome);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);

    private void Heading(string title, string text) => page.Append($"## {title}\n\n").Append(text).Append(text.Length == 0 ? "" : "\n\n");

    private void Block(string language, string text) => page.Append($"```{language}\n{text.TrimEnd()}\n```\n\n");

    [GeneratedRegex("(<case_data>)\n(.*)\n(</case_data>)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex CaseData();
}
