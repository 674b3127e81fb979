using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RefundAgent.Tests.Functions;

/// <summary>
/// The Functions host does not look for the most exact route, as serve does: it goes through the functions by name and takes the first whose
/// route fits (<c>FunctionMetadataManager</c>, <c>WebScriptHostHttpRoutesManager</c>). Here its router is put together as it does it.
/// </summary>
public sealed partial class HostRoutingTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider();

    public static TheoryData<string, string, string> Addresses
    {
        get
        {
            var addresses = new TheoryData<string, string, string>();
            foreach (var row in TriggerTests.HttpTriggers)
            {
                var (function, verbs, route) = ((string)row[0], (string)row[1], (string)row[2]);
                foreach (var verb in verbs.Split(", "))
                {
                    addresses.Add(function, verb, Capture().Replace(route, "some"));
                }
            }

            return addresses;
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_address_reaches_its_function(string function, string verb, string address)
    {
        // WebhookApi knows of it: what comes for the payment provider goes the same way by either function.
        var reached = function == FunctionNames.ReceivePaymentEvent ? FunctionNames.ReceiveHelpdeskEvent : function;

        Assert.Equal(reached, await RouteAsync(verb, address));
    }

    [Theory]
    [InlineData("DELETE", "api/refunds")]
    [InlineData("HEAD", "api/refunds")]
    [InlineData("GET", "api/webhooks/zendesk")]
    [InlineData("POST", "console")]
    [InlineData("GET", "console/some/secret")]
    public async Task No_other_verb_or_address_reaches_any(string verb, string address)
    {
        Assert.Null(await RouteAsync(verb, address));
    }

    private static async Task<string?> RouteAsync(string verb, string address)
    {
        string? reached = null;
        var constraints = new DefaultInlineConstraintResolver(Services.GetRequiredService<IOptions<RouteOptions>>(), Services);
        var routes = new RouteCollection();
        foreach (var row in TriggerTests.HttpTriggers.OrderBy(row => (string)row[0], StringComparer.OrdinalIgnoreCase))
        {
            var (function, verbs, route) = ((string)row[0], (string)row[1], (string)row[2]);
            var methods = new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(verbs.Split(", ")) };
            var handler = new RouteHandler(_ =>
            {
                reached = function;
                return Task.CompletedTask;
            });
            routes.Add(new Route(handler, function, route, defaults: null, constraints: methods, dataTokens: null, inlineConstraintResolver: constraints));
        }

        var context = new RouteContext(new DefaultHttpContext { RequestServices = Services });
        (context.HttpContext.Request.Method, context.HttpContext.Request.Path) = (verb.ToUpperInvariant(), "/" + address);
        await routes.RouteAsync(context);
        await (context.Handler?.Invoke(context.HttpContext) ?? Task.CompletedTask);
        return reached;
    }

    [GeneratedRegex("""\{\w+\}""")]
    private static partial Regex Capture();
}
