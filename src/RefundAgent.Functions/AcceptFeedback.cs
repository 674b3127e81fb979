using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Takes a correction and queues it: whoever corrects the agent must not wait for it to learn.</summary>
public sealed class AcceptFeedback(FeedbackApi feedback)
{
    [Function(FunctionNames.AcceptFeedback)]
    public Task<IResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Feedback)] HttpRequest request,
        string id,
        FunctionContext context)
        => feedback.AcceptAsync(request, id, context.CancellationToken);
}
