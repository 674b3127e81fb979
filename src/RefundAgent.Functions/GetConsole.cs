using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Serves the page on which people answer and look things up; what it shows it asks the API for, with the person's key.</summary>
public sealed class GetConsole(ConsolePage console)
{
    [Function(FunctionNames.GetConsole)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Console)] HttpRequest request)
        => console.Get(request);
}
