using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows what each run of the learner did, so that a silent one is seen.</summary>
public sealed class ListLearnerRuns(LearningApi learning)
{
    [Function(FunctionNames.ListLearnerRuns)]
    public Task<IResult> ListRunsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.LearnerRuns)] HttpRequest request,
        FunctionContext context)
        => learning.ListRunsAsync(request, context.CancellationToken);
}
