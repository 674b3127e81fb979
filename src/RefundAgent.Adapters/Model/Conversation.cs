using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using RefundAgent.Adapters.Model.Budgets;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// One exchange about one message: asks, runs the tools that the model calls, counts what it costs. The loop is ours and not the
/// connector's because the connector does not count calls of functions that don't exist, and so would go on for 128 requests.
/// </summary>
internal sealed class Conversation(IChatCompletionService chat, Kernel kernel, ToolLog tools, ModelOptions options, ChatHistory history)
{
    private const int EchoedCharacters = 4_000;

    private readonly AdviceBudget budget = new(options);
    private int toolCalls;

    public Spending Spent { get; private set; }

    /// <returns>The model's answer as it stands, possibly empty; tools are offered until their cap.</returns>
    /// <exception cref="ModelException">There is none to be had.</exception>
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var offered = toolCalls < options.MaxToolCalls;
            var message = await SendAsync(offered, cancellationToken);
            var calls = FunctionCallContent.GetFunctionCalls(message).ToList();
            if (calls.Count == 0)
            {
                return message.Content ?? "";
            }

            if (!offered)
            {
                throw new ModelException(ModelFault.TooManyToolCalls, $"more than {options.MaxToolCalls} tool calls", Spent);
            }

            history.Add(message);
            foreach (var call in calls)
            {
                history.Add((await RunAsync(call, cancellationToken)).ToChatMessage());
            }
        }
    }

    /// <summary>One more chance, without tools: says what is wrong with the last answer and where.</summary>
    public Task<string> AskAgainAsync(string answer, IEnumerable<string> faults, CancellationToken cancellationToken)
    {
        toolCalls = options.MaxToolCalls;
        history.AddAssistantMessage(answer.Length > EchoedCharacters ? answer[..EchoedCharacters] : answer);
        history.AddUserMessage(PromptText.Repair(faults));
        return AskAsync(cancellationToken);
    }

    private async Task<ChatMessageContent> SendAsync(bool offerTools, CancellationToken cancellationToken)
    {
        if (budget.Refuses(Spent, history) is { } why)
        {
            throw new ModelException(ModelFault.OverBudget, why, Spent);
        }

        ChatMessageContent message;
        try
        {
            message = await chat.GetChatMessageContentAsync(history, Settings(offerTools), kernel, cancellationToken);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ModelCanceledException(Spent, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw ConnectorFaults.Translate(exception, Spent);
        }

        Spent = Spent.Plus(message, options);
        return Declined(message) is { } how ? throw new ModelException(ModelFault.Refused, how, Spent) : message;
    }

    private static string? Declined(ChatMessageContent message) =>
        message.Metadata?.GetValueOrDefault("Refusal") is string { Length: > 0 } ? "the model declined"
        : message.Metadata?.GetValueOrDefault("FinishReason") as string == "ContentFilter" ? "a content filter cut the answer"
        : null;

    private OpenAIPromptExecutionSettings Settings(bool offerTools)
    {
        var settings = RequestSettings.Of(options);
        settings.ResponseFormat = AnswerSchema.Format;

        // None still names the tools: servers refuse a history of tool messages without them.
        settings.FunctionChoiceBehavior = options.MaxToolCalls == 0 ? null
            : offerTools ? FunctionChoiceBehavior.Auto(autoInvoke: false)
            : FunctionChoiceBehavior.None();
        return settings;
    }

    private async Task<FunctionResultContent> RunAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        if (++toolCalls > options.MaxToolCalls)
        {
            return new FunctionResultContent(call, CaseJson.Failure("No tool calls are left: answer now."));
        }

        if (kernel.Plugins.TryGetFunction(call.PluginName, call.FunctionName, out _) && call.Exception is null)
        {
            return await call.InvokeAsync(kernel, cancellationToken);
        }

        tools.Unknown();
        return new FunctionResultContent(call, CaseJson.Failure("There is no such tool, or its arguments are not JSON."));
    }
}
