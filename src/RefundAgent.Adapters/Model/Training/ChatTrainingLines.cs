using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Training;

namespace RefundAgent.Adapters.Model.Training;

/// <summary>
/// Lines in the chat format of OpenAI's fine-tuning (platform.openai.com/docs/guides/supervised-fine-tuning and …/direct-preference-optimization).
/// Every answer in them is held against the case as a model's own would be, so that no model is taught what the program would refuse.
/// </summary>
internal sealed class ChatTrainingLines(IMessageReader reader, IServiceProvider services) : ITrainingLines
{
    private static readonly Reason Signature = new("training", ReasonKind.Advisor, "as people ruled");

    /// <summary>The limits of the model in use; without one, the usual ones.</summary>
    private readonly ModelOptions options = services.GetService<ModelOptions>() ?? new ModelOptions();

    public TrainingLine Write(TrainingCase taught, TrainingFormat format)
    {
        if (format == TrainingFormat.Dpo && !taught.IsDisagreement)
        {
            return new TrainingLine.LeftOut("people agreed with what was advised");
        }

        var prompt = new CasePrompt(taught.Inquiry, options, reader);
        var answers = new TaughtAnswer(taught, prompt);
        return (Checked(answers.ByPeople(), prompt), format == TrainingFormat.Dpo ? Checked(answers.AsAdvised(), prompt) : null) switch
        {
            ({ Text: { } good }, null) => Line(new JsonObject { ["messages"] = new JsonArray([.. Prompt(prompt), Message("assistant", good)]) }),
            ({ Text: { } good }, { Text: { } bad }) => Line(new JsonObject
            {
                ["input"] = new JsonObject { ["messages"] = new JsonArray(Prompt(prompt)) },
                ["preferred_output"] = new JsonArray(Message("assistant", good)),
                ["non_preferred_output"] = new JsonArray(Message("assistant", bad)),
            }),
            ({ Text: null, Why: var why }, _) => new TrainingLine.LeftOut($"people's ruling is none that a model may give: {why}"),
            (_, { Why: var why }) => new TrainingLine.LeftOut($"what was advised is none that a model may give: {why}"),
        };
    }

    private static CheckedAnswer Checked(ModelAnswer? answer, CasePrompt prompt)
    {
        if (answer is null)
        {
            return new CheckedAnswer(null, "its sum stands in no relation to the order, or what to ask for is not known");
        }

        var text = CaseJson.Write(CaseJson.Node(answer)!);
        var (counsel, faults) = new AnswerCheck(prompt, new Wishes(prompt.Model), Signature).Check(WithNulls(text));
        return counsel is null ? new CheckedAnswer(null, Cause(faults[0])) : new CheckedAnswer(WithNulls(text), null);
    }

    /// <summary>The schema wants every field, where the product's own JSON leaves out what is null.</summary>
    private static string WithNulls(string text)
    {
        var answer = JsonNode.Parse(text)!.AsObject();
        answer.TryAdd("reply", null);
        foreach (var claim in answer["claims"]!.AsArray().Select(each => each!.AsObject()))
        {
            claim.TryAdd("answers", null);
            claim.TryAdd("orderId", null);
            claim.TryAdd("reason", null);
            claim["basis"]!.AsObject().TryAdd("share", null);
        }

        return CaseJson.Write(answer);
    }

    /// <summary>Without the claim's number, so that the same cause is counted once.</summary>
    private static string Cause(string fault) => fault[(fault.IndexOf("].", StringComparison.Ordinal) + 2)..];

    private static JsonNode[] Prompt(CasePrompt prompt) => [Message("system", prompt.System), Message("user", prompt.Data)];

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static TrainingLine.Written Line(JsonObject line) => new(CaseJson.Write(line));

    private sealed record CheckedAnswer(string? Text, string? Why);
}
