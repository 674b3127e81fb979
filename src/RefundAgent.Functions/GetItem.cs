using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Shows one learned item with the people, cases and money behind it.</summary>
public sealed class GetItem(ItemApi items)
{
    [Function(FunctionNames.GetItem)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item)] HttpRequest request,
        string id,
        FunctionContext context)
        => items.GetAsync(request, id, context.CancellationToken);
}
