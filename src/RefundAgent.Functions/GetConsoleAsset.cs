using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Serves the scripts and styles of the console's page.</summary>
public sealed class GetConsoleAsset(ConsolePage console)
{
    [Function(FunctionNames.GetConsoleAsset)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ConsoleAsset)] HttpRequest request,
        string asset,
        FunctionContext context)
        => console.GetAsset(request, asset);
}
