using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Asks a chat model for advice on one claim. Its word is checked against the case before it becomes a proposal, gets one chance to be
/// mended, and otherwise ends in a <see cref="ModelException"/> for a decorator to deal with.
/// </summary>
internal sealed partial class KernelAdvisor(
    IChatCompletionService chat, ModelOptions options, TimeProvider time, ILogger<KernelAdvisor> logger) : IAdvisor
{
    public async Task<Advice> AdviseAsync(
        CaseFile file, PolicyFinding finding, RefundPolicy policy, LearnedContext context, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var prompt = new CasePrompt(file, finding, policy, context, options);
        var conversation = Open(prompt, file);
        var check = new AnswerCheck(file, prompt.Citable, Signature());

        var proposal = await ProposeAsync(conversation, check, cancellationToken);
        var spent = conversation.Spent;
        return new Advice(proposal, new AdvisorUsage(
            AdvisorKind.Model, spent.InputTokens, spent.OutputTokens, spent.CostUsd, time.GetElapsedTime(started).TotalMilliseconds));
    }

    private async Task<Proposal> ProposeAsync(Conversation conversation, AnswerCheck check, CancellationToken cancellationToken)
    {
        var answer = await conversation.AskAsync(cancellationToken);
        LogAnswer(answer);
        var (proposal, faults) = check.Check(answer);
        if (proposal is null)
        {
            LogRepair(string.Join("; ", faults));
            answer = await conversation.AskAgainAsync(answer, faults, cancellationToken);
            LogAnswer(answer);
            (proposal, faults) = check.Check(answer);
        }

        return proposal ?? throw new ModelException(ModelFault.InvalidAnswer, string.Join("; ", faults), conversation.Spent);
    }

    private Conversation Open(CasePrompt prompt, CaseFile file)
    {
        var kernel = new Kernel();
        kernel.Plugins.Add(CaseTools.For(file, prompt.Unseen, prompt.Citable));
        var history = new ChatHistory(prompt.System);
        history.AddUserMessage(prompt.Data);
        return new Conversation(chat, kernel, options, history);
    }

    /// <summary>
    /// Puts the model and the prompt's version into the record; the model's reasoning could name the customer and stays out.
    /// </summary>
    private Reason Signature() =>
        new($"model:{options.Deployment}", ReasonKind.Advisor, $"suggested by {options.Deployment}, prompt {PromptText.Version}");

    [LoggerMessage(5001, LogLevel.Trace, "The model answered {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(5002, LogLevel.Information, "The model's answer goes back for repair: {Faults}")]
    private partial void LogRepair(string faults);
}
