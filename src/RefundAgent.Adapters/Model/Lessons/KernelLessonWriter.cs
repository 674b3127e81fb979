using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model.Budgets;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Model.Lessons;

/// <summary>
/// Asks the chat model of the advisor, on the same budget of the day and in the same time, about what one member of staff wrote. Whatever
/// goes wrong is a reply.
/// </summary>
internal sealed class KernelLessonWriter(
    IChatCompletionService chat, DayAllowance day, ModelOptions options, TimeProvider time, ILogger<KernelLessonWriter> logger) : ILessonWriter
{
    public LessonAuthor Author { get; } = new(options.Deployment, LessonPrompt.Version);

    public async Task<LessonReply> WriteAsync(TenantId tenant, LessonRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new LessonReply.Given(await day.WithinAsync(
                tenant, () => TimeLimit.RunAsync(options.Timeout, time, token => AskAsync(request, token), cancellationToken), cancellationToken));
        }
        catch (ModelException failure)
        {
            return new LessonReply.Failed(
                $"{CaseJson.Word(failure.Fault)}: {failure.Message}", failure.Fault is not (ModelFault.InvalidAnswer or ModelFault.Refused));
        }
    }

    private async Task<(LessonDraft Draft, ModelSum Used)> AskAsync(LessonRequest request, CancellationToken cancellationToken)
    {
        var history = new ChatHistory(LessonPrompt.System);
        history.AddUserMessage(LessonPrompt.Data(request));
        var conversation = new Conversation(chat, options, LessonSchema.Format, history, logger);
        var draft = await conversation.AskUntilAsync(answer => Check(answer, request), cancellationToken);
        return (draft, new ModelSum(conversation.Spent.Tokens, conversation.Spent.CostUsd));
    }

    private static (LessonDraft? Draft, ImmutableArray<string> Faults) Check(string answer, LessonRequest request)
    {
        var (draft, fault) = LessonAnswer.Parse(answer);
        ImmutableArray<string> faults = draft is null ? [fault!] : [.. new LessonCheck(request).Check(draft).Faults];
        return (faults.IsEmpty ? draft : null, faults);
    }
}
