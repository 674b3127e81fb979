using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using RefundAgent.Adapters.Model.Budgets;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// One exchange about one message: asks, runs the tools that the model calls, counts what it costs. The loop is ours and not the
/// connector's because the connector does not count calls of functions that don't exist, and so would go on for 128 requests.
/// </summary>
/// <param name="chat">The model.</param>
/// <param name="options">Limits, and what its server wants.</param>
/// <param name="form">What the answer is forced into.</param>
/// <param name="history">The prompt.</param>
/// <param name="logger">Of whoever asks.</param>
/// <param name="tools">What may be called; null for nothing.</param>
internal sealed partial class Conversation(
    IChatCompletionService chat, ModelOptions options, ChatResponseFormat form, ChatHistory history, ILogger logger, Toolbox? tools = null)
{
    private const int MostFaults = 5;
    private const int EchoedCharacters = 4_000;

    private readonly AdviceBudget budget = new(options);
    private int toolCalls;

    public Spending Spent { get; private set; }

    private bool HasTools => tools is not null && options.MaxToolCalls > 0;

    /// <summary>An answer that is of use, with one chance for the model to mend what is not.</summary>
    /// <param name="check">What an answer comes to, or every fault with its place.</param>
    /// <exception cref="ModelException">There is none to be had.</exception>
    public async Task<T> AskUntilAsync<T>(Func<string, (T? Value, ImmutableArray<string> Faults)> check, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await AskAsync(cancellationToken);
        LogAnswer(answer);
        var (value, faults) = check(answer);
        if (value is null)
        {
            LogRepair(string.Join("; ", faults));
            answer = await AskAgainAsync(answer, faults, cancellationToken);
            LogAnswer(answer);
            (value, faults) = check(answer);
        }

        return value ?? throw new ModelException(ModelFault.InvalidAnswer, string.Join("; ", faults.Take(MostFaults)), Spent);
    }

    /// <returns>The model's answer as it stands, possibly empty; tools are offered until their cap.</returns>
    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var offered = HasTools && toolCalls < options.MaxToolCalls;
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
    private Task<string> AskAgainAsync(string answer, IEnumerable<string> faults, CancellationToken cancellationToken)
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
            message = await chat.GetChatMessageContentAsync(history, Settings(offerTools), tools?.Kernel, cancellationToken);
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
        settings.ResponseFormat = form;

        // None still names the tools: servers refuse a history of tool messages without them.
        settings.FunctionChoiceBehavior = !HasTools ? null
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

        if (tools!.Kernel.Plugins.TryGetFunction(call.PluginName, call.FunctionName, out _) && call.Exception is null)
        {
            return await call.InvokeAsync(tools.Kernel, cancellationToken);
        }

        tools.Log.Unknown();
        return new FunctionResultContent(call, CaseJson.Failure("There is no such tool, or its arguments are not JSON."));
    }

    [LoggerMessage(5001, LogLevel.Trace, "The model answered {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(5002, LogLevel.Information, "The model's answer goes back for repair: {Faults}")]
    private partial void LogRepair(string faults);
}

/// <summary>What a conversation may call, and what was called.</summary>
internal sealed record Toolbox(Kernel Kernel, ToolLog Log);
