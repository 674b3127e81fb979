using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Asks a chat model what a customer wants and what to do about it, in one exchange a message. Its word is checked against the evidence
/// before it becomes counsel, gets one chance to be mended, and otherwise ends in a <see cref="ModelException"/> for a decorator to deal with.
/// </summary>
internal sealed partial class KernelAdvisor(
    IChatCompletionService chat, IMessageReader reader, ModelOptions options, TimeProvider time, ILogger<KernelAdvisor> logger) : IAdvisor
{
    public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var prompt = new CasePrompt(inquiry, options, reader);
        var (wishes, tools) = (new Wishes(options.Deployment), new ToolLog(time));
        var conversation = Open(prompt, wishes, tools);

        var counsel = await conversation.AskUntilAsync(new AnswerCheck(prompt, wishes, Signature()).Check, cancellationToken);
        var spent = conversation.Spent;
        return counsel with
        {
            ReplyFrame = Harmless(counsel),
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

    private Conversation Open(CasePrompt prompt, Wishes wishes, ToolLog tools)
    {
        var kernel = new Kernel();
        kernel.Plugins.Add(CaseTools.For(prompt, wishes));
        kernel.FunctionInvocationFilters.Add(tools);
        var history = new ChatHistory(prompt.System);
        history.AddUserMessage(prompt.Data);
        return new Conversation(chat, options, AnswerSchema.Format, history, logger, new Toolbox(kernel, tools));
    }

    /// <summary>Words around our sentences that break a rule are left out; nothing is asked again for their sake.</summary>
    private string? Harmless(Counsel counsel)
    {
        if (string.IsNullOrWhiteSpace(counsel.ReplyFrame))
        {
            return null;
        }

        var faults = ReplyFrame.Faults(counsel.ReplyFrame, counsel.Claims.Select((_, index) => new ClaimId($"c{index + 1}")));
        if (!faults.IsEmpty)
        {
            LogFrame(string.Join("; ", faults));
        }

        return faults.IsEmpty ? counsel.ReplyFrame : null;
    }

    /// <summary>Puts the model and the prompt's version into the reasons of what it advises.</summary>
    private Reason Signature() =>
        new($"model:{options.Deployment}", ReasonKind.Advisor, $"suggested by {options.Deployment}, prompt {PromptText.Version}");

    [LoggerMessage(5004, LogLevel.Information, "The model's words for the reply are left out: {Rules}")]
    private partial void LogFrame(string rules);
}
