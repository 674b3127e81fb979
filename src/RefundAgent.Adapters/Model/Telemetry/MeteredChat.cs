using System.Globalization;
using System.Net;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using ChatCompletion = OpenAI.Chat.ChatCompletion;

namespace RefundAgent.Adapters.Model.Telemetry;

/// <summary>Measures each request by itself, those that a retry hides from everybody else too.</summary>
internal sealed class MeteredChat(IChatCompletionService inner, ModelMeter meter, ModelOptions options, TimeProvider time) : ChatLayer(inner)
{
    public override async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var answers = await Inner.GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);
            var spent = answers.Aggregate(default(Spending), (sum, answer) => sum.Plus(answer, options));
            meter.Answered(time.GetElapsedTime(started), spent, (answers[0].InnerContent as ChatCompletion)?.Model);
            return answers;
        }
        catch (Exception fault)
        {
            meter.Failed(time.GetElapsedTime(started), ErrorOf(fault), KindOf(fault));
            throw;
        }
    }

    private static string ErrorOf(Exception fault) => fault is HttpOperationException { StatusCode: { } status }
        ? ((int)status).ToString(CultureInfo.InvariantCulture)
        : fault.GetType().FullName!;

    private static string KindOf(Exception fault) => fault switch
    {
        HttpOperationException { StatusCode: >= HttpStatusCode.BadRequest and var status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => "timeout",
        _ => CaseJson.Word(ConnectorFaults.Describe(fault).Fault),
    };
}
