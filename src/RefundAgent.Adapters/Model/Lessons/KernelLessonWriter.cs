using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model.Budgets;
using RefundAgent.Adapters.Model.Resilience;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Model.Lessons;

/// <summary>
/// Asks the chat model of the advisor, on the same budget of the day, about what one member of staff wrote. Its answer gets one chance to be
/// mended; whatever goes wrong is a reply.
/// </summary>
internal sealed partial class KernelLessonWriter(
    IChatCompletionService chat, ModelSpendBook book, ModelOptions options, TimeProvider time, ILogger<KernelLessonWriter> logger) : ILessonWriter
{
    private const int EchoedCharacters = 4_000;

    private readonly DayBudget limit = DayBudget.Of(options);

    public LessonAuthor Author { get; } = new(options.Deployment, LessonPrompt.Version);

    public async Task<LessonReply> WriteAsync(TenantId tenant, LessonRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new LessonReply.Given(await WithinTheDayAsync(tenant, request, cancellationToken));
        }
        catch (ModelException failure)
        {
            return new LessonReply.Failed(
                $"{CaseJson.Word(failure.Fault)}: {failure.Message}", failure.Fault is not (ModelFault.InvalidAnswer or ModelFault.Refused));
        }
        catch (StorageBusyException)
        {
            return new LessonReply.Failed("the book of the day could not be written", Unavailable: true);
        }
    }

    /// <summary>What a question that ran out of time may still cost stays reserved.</summary>
    private async Task<LessonDraft> WithinTheDayAsync(TenantId tenant, LessonRequest request, CancellationToken cancellationToken)
    {
        if (!limit.IsLimited)
        {
            return await InTimeAsync(new Exchange(), request, cancellationToken);
        }

        var most = new ModelSum(options.MaxTokensPerAdvice, options.MostCostPerAdvice);
        if (await book.ReserveAsync(tenant, most, limit, cancellationToken) is not ReserveAnswer.Reserved { Place: var place })
        {
            throw new ModelException(ModelFault.OverBudget, "the tenant's day has no room for one more question", default);
        }

        var exchange = new Exchange();
        try
        {
            return await InTimeAsync(exchange, request, cancellationToken);
        }
        catch (ModelException failure) when (failure.Fault == ModelFault.TimedOut)
        {
            exchange.Spent = null;
            throw;
        }
        finally
        {
            if (exchange.Spent is { } spent)
            {
                await book.SettleAsync(place, new ModelSum(spent.Tokens, spent.CostUsd), CancellationToken.None);
            }
        }
    }

    private async Task<LessonDraft> InTimeAsync(Exchange exchange, LessonRequest request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        AdviceDeadline.Begin(options.Timeout, time);
        try
        {
            return await AskAsync(exchange, request, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && timer.IsCancellationRequested)
        {
            throw new ModelException(
                ModelFault.TimedOut, FormattableString.Invariant($"no answer within {options.Timeout.TotalSeconds} s"), default, exception);
        }
    }

    private async Task<LessonDraft> AskAsync(Exchange exchange, LessonRequest request, CancellationToken cancellationToken)
    {
        var history = new ChatHistory(LessonPrompt.System);
        history.AddUserMessage(LessonPrompt.Data(request));
        var answer = await SendAsync(exchange, history, cancellationToken);
        var (draft, faults) = Check(answer, request);
        if (draft is null)
        {
            LogRepair(string.Join("; ", faults));
            history.AddAssistantMessage(answer.Length > EchoedCharacters ? answer[..EchoedCharacters] : answer);
            history.AddUserMessage(PromptText.Repair(faults));
            (draft, faults) = Check(await SendAsync(exchange, history, cancellationToken), request);
        }

        return draft ?? throw new ModelException(ModelFault.InvalidAnswer, string.Join("; ", faults.Take(5)), default);
    }

    private static (LessonDraft? Draft, IReadOnlyList<string> Faults) Check(string answer, LessonRequest request)
    {
        var (draft, fault) = LessonAnswer.Parse(answer);
        IReadOnlyList<string> faults = draft is null ? [fault!] : new LessonCheck(request).Check(draft).Faults;
        return (faults.Count == 0 ? draft : null, faults);
    }

    private async Task<string> SendAsync(Exchange exchange, ChatHistory history, CancellationToken cancellationToken)
    {
        var spent = exchange.Spent ?? default;
        if (new AdviceBudget(options).Refuses(spent, history) is { } why)
        {
            throw new ModelException(ModelFault.OverBudget, why, spent);
        }

        var settings = RequestSettings.Of(options);
        settings.ResponseFormat = LessonSchema.Format;
        ChatMessageContent message;
        try
        {
            message = await chat.GetChatMessageContentAsync(history, settings, kernel: null, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw ConnectorFaults.Translate(exception, spent);
        }

        exchange.Spent = spent.Plus(message, options);
        LogAnswer(message.Content ?? "");
        return message.Metadata?.GetValueOrDefault("Refusal") is string { Length: > 0 }
            ? throw new ModelException(ModelFault.Refused, "the model declined", spent)
            : message.Content ?? "";
    }

    [LoggerMessage(5050, LogLevel.Trace, "The model made of staff's words {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(5051, LogLevel.Information, "What the model made of staff's words goes back for repair: {Faults}")]
    private partial void LogRepair(string faults);

    /// <summary>What one question has used, known also where it failed; null where nobody can know.</summary>
    private sealed class Exchange
    {
        public Spending? Spent { get; set; } = default(Spending);
    }
}
