using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Lets the newest that was learned decide again.</summary>
public sealed class ResumeContext(ControlApi controls)
{
    [Function(FunctionNames.ResumeContext)]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ContextResume)] HttpRequest request,
        FunctionContext context)
        => controls.ResumeAsync(request, context.CancellationToken);
}
