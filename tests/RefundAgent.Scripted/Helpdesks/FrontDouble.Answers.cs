using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class FrontDouble
{
    private static IResult Page<T>(List<T> all, int? limit, string? token, string path, Func<T, object> shape)
    {
        var (from, size) = (token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture), Math.Min(limit ?? 50, LargestPage));
        var next = from + size < all.Count ? $"https://double.api.frontapp.invalid/{path}?limit={size}&page_token={from + size}" : null;
        return Results.Json(new { _pagination = new { next }, _results = all.Skip(from).Take(size).Select(shape).ToArray() });
    }

    private static IResult? Wrong(JsonObject? given, string[] known, string required, out JsonObject body)
    {
        body = given ?? [];
        return body.Select(each => each.Key).Except(known).FirstOrDefault() is { } unknown ? Fault(400, "Bad request", $"{unknown} is not allowed")
            : body[required] is null ? Fault(400, "Bad request", $"{required} is required")
            : null;
    }

    private static async Task<JsonObject?> BodyAsync(HttpContext context) => await context.Request.ReadFromJsonAsync<JsonObject>();

    private IResult Of(string id, HttpContext context, Func<DoubleTicket, IResult> then)
    {
        if (FindTicket(id) is not { } ticket)
        {
            return Missing();
        }

        if (ticket.MergedInto is { } target)
        {
            context.Response.Headers.Location = $"https://double.api.frontapp.invalid/conversations/{target}";
            return Results.StatusCode(301);
        }

        return then(ticket);
    }

    private async Task OfAsync(string id, HttpContext context, string[] known, string required, Func<DoubleTicket, JsonObject, Task> then)
    {
        var given = await BodyAsync(context);
        if (FindTicket(id) is not { MergedInto: null } ticket)
        {
            await Of(id, context, _ => Missing()).ExecuteAsync(context);
        }
        else if (Wrong(given, known, required, out var body) is { } wrong)
        {
            await wrong.ExecuteAsync(context);
        }
        else
        {
            await then(ticket, body);
        }
    }

    private static IResult Missing() => Fault(404, "Not found", "No such resource");

    private static IResult Fault(int status, string title, string message) => Results.Json(new { _error = new { status, title, message } }, statusCode: status);

    private static Task FailAsync(HttpResponse response, int status, string title) => Fault(status, title, title).ExecuteAsync(response.HttpContext);
}
