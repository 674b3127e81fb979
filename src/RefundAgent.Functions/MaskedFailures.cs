using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RefundAgent.Privacy;

namespace RefundAgent.Functions;

/// <summary>The worker tells the host of a failed call by itself, past every logger, and the host logs what it is told: so it is told no personal data.</summary>
internal sealed class MaskedFailures : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (MaskedException.Of(failure) is MaskedException masked)
        {
            throw masked;
        }
    }
}
