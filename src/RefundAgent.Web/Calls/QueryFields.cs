using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Calls;

/// <summary>Query parameters checked by the same rules as body fields; everything in a query is text, so numbers are read from digits.</summary>
internal static class QueryFields
{
    public static FieldReader Of(HttpRequest request) => new(
        JsonSerializer.SerializeToElement(request.Query
            .Where(pair => pair.Value is [.., { Length: > 0 }])
            .ToDictionary(pair => pair.Key, pair => pair.Value[^1], StringComparer.Ordinal)),
        numbersAreText: true);
}
