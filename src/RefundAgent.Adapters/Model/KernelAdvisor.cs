using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Decisions;
using RefundAgent.Reading;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Asks a chat model what a customer wants and what to do about it, in one exchange a message. Its word is checked against the evidence
/// before it becomes counsel, gets one chance to be mended, and otherwise ends in a <see cref="ModelException"/> for a decorator to deal with.
/// </summary>
internal sealed partial class KernelAdvisor(
    IChatCompletionService chat, IMessageReader reader, ModelOptions options, TimeProvider time, ILogger<KernelAdvisor> logger) : IAdvisor
{
    private const int MostFaults = 5;

    public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var prompt = new CasePrompt(inquiry, options, reader);
        var (wishes, tools) = (new Wishes(options.Deployment), new ToolLog(time));
        var conversation = Open(prompt, wishes, tools);

        var counsel = await CounselAsync(conversation, new AnswerCheck(prompt, wishes, Signature()), cancellationToken);
        var spent = conversation.Spent;
        return counsel with
        {
            Usage = new AdvisorUsage(
                AdvisorKind.Model, spent.InputTokens, spent.OutputTokens, spent.CostUsd, time.GetElapsedTime(started).TotalMilliseconds)
            {
                CachedTokens = spent.CachedTokens,
                Deployment = options.Deployment,
                Prompt = PromptText.Version,
                Tools = tools.Calls,
            },
        };
    }

    private async Task<Counsel> CounselAsync(Conversation conversation, AnswerCheck check, CancellationToken cancellationToken)
    {
        var answer = await conversation.AskAsync(cancellationToken);
        LogAnswer(answer);
        var (counsel, faults) = check.Check(answer);
        if (counsel is null)
        {
            LogRepair(string.Join("; ", faults));
            answer = await conversation.AskAgainAsync(answer, faults, cancellationToken);
            LogAnswer(answer);
            (counsel, faults) = check.Check(answer);
        }

        if (!check.FrameFaults.IsEmpty)
        {
            LogFrame(string.Join("; ", check.FrameFaults));
        }

        return counsel ?? throw new ModelException(ModelFault.InvalidAnswer, string.Join("; ", faults.Take(MostFaults)), conversation.Spent);
    }

    private Conversation Open(CasePrompt prompt, Wishes wishes, ToolLog tools)
    {
        var kernel = new Kernel();
        kernel.Plugins.Add(CaseTools.For(prompt, wishes));
        kernel.FunctionInvocationFilters.Add(tools);
        var history = new ChatHistory(prompt.System);
        history.AddUserMessage(prompt.Data);
        return new Conversation(chat, kernel, tools, options, history);
    }

    /// <summary>Puts the model and the prompt's version into the reasons of what it advises.</summary>
    private Reason Signature() =>
        new($"model:{options.Deployment}", ReasonKind.Advisor, $"suggested by {options.Deployment}, prompt {PromptText.Version}");

    [LoggerMessage(5001, LogLevel.Trace, "The model answered {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(5004, LogLevel.Information, "The model's words for the reply are left out: {Rules}")]
    private partial void LogFrame(string rules);

    [LoggerMessage(5002, LogLevel.Information, "The model's answer goes back for repair: {Faults}")]
    private partial void LogRepair(string faults);
}
