using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RefundAgent.Web;

namespace RefundAgent.Functions;

/// <summary>Erases what is known of a customer, and what was learned from them.</summary>
public sealed class EraseCustomer(CustomerApi customers)
{
    [Function(FunctionNames.EraseCustomer)]
    public Task<IResult> EraseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.CustomerErasure)] HttpRequest request,
        string id,
        FunctionContext context)
        => customers.EraseAsync(request, id, context.CancellationToken);
}
