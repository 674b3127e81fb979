using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web;

/// <summary>The description of the HTTP surface, written by hand and held to the routes by a test, since the Functions host generates none.</summary>
public sealed class OpenApiDocument
{
    private readonly byte[] document = Load();

    /// <summary>GET /api/openapi.json</summary>
    public IResult Get(HttpRequest request) => Results.Bytes(document, "application/json");

    private static byte[] Load()
    {
        using var resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("RefundAgent.Web.openapi.json")
            ?? throw new InvalidOperationException("openapi.json is not embedded in this build.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
