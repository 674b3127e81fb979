using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Serves the API's description, from which clients are generated.</summary>
public sealed class GetOpenApi(OpenApiDocument document)
{
    [Function(FunctionNames.GetOpenApi)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenApi)] HttpRequest request)
        => document.Get(request);
}
