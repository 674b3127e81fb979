using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Auth;

/// <summary>
/// People who signed in with the platform (App Service authentication), which puts who they are into a header. Anybody can send such a
/// header, so it counts only where the operator asked for it and the platform itself reports that it checks and replaces it.
/// Source: learn.microsoft.com, App Service, "Work with user identities".
/// </summary>
public sealed class EasyAuth(IConfiguration configuration)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const int LongestHeader = 64 * 1024;

    private readonly bool enabled =
        IsTrue(configuration[SettingNames.AuthEasyAuth]) && IsTrue(configuration["WEBSITE_AUTH_ENABLED"]);

    /// <summary>Null where nobody signed in, or where the header does not count here.</summary>
    public Caller? Find(HttpRequest request)
    {
        if (!enabled || CanBeForged(request) || request.Headers[Header] is not [{ Length: > 0 and <= LongestHeader } header])
        {
            return null;
        }

        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return CallerOf(principal.RootElement);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// A browser adds the sign-in to whatever any page makes it send. What a page cannot have sent elsewhere without being allowed to is
    /// a body of JSON. Source: fetch.spec.whatwg.org, "CORS-safelisted request-header".
    /// </summary>
    private static bool CanBeForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !request.HasJsonContentType();

    private static Caller? CallerOf(JsonElement principal)
    {
        var claims = principal.GetProperty("claims").EnumerateArray()
            .Select(claim => (Type: claim.GetProperty("typ").GetString(), Value: claim.GetProperty("val").GetString()))
            .ToArray();
        var roleType = principal.TryGetProperty("role_typ", out var named) ? named.GetString() : null;
        var roles = claims.Where(claim => claim.Type == "roles" || claim.Type == roleType)
            .Aggregate(Roles.None, (all, claim) => ApiKeys.TryRole(claim.Value ?? string.Empty, out var role) ? all | role : all);
        var id = claims.FirstOrDefault(claim => claim.Type is ObjectId or "oid").Value;
        return id is { Length: > 0 } && Id.TryParse<PrincipalId>("user:" + id, out var person) ? new Caller(person, roles, [DefaultTenant.Id]) : null;
    }

    private static bool IsTrue(string? setting) => string.Equals(setting, "true", StringComparison.OrdinalIgnoreCase);
}
