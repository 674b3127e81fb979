using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RefundAgent.Web.Console;

/// <summary>
/// One file of the console as a browser gets it. The headers hold even a script that somebody managed to slip in: it is not run, and could
/// send nothing elsewhere. Browsers ask each time whether it changed, so that a deployment is seen at once.
/// </summary>
internal sealed class ConsoleAsset : IResult
{
    /// <summary>Scripts and styles of this origin alone, no markup made out of text, no frame around it, no form sent by the browser itself.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private const string Prefix = "RefundAgent.Web.Console.";

    private readonly byte[] content;
    private readonly string type;
    private readonly EntityTagHeaderValue tag;

    private ConsoleAsset(string name, byte[] content)
    {
        Name = name;
        this.content = content;
        type = TypeOf(Path.GetExtension(name));
        tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
    }

    public string Name { get; }

    /// <summary>Everything that was embedded.</summary>
    public static IEnumerable<ConsoleAsset> All()
    {
        var assembly = typeof(ConsoleAsset).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            yield return new ConsoleAsset(name[Prefix.Length..], content);
        }
    }

    /// <summary>The file, or 304 where the browser has it already.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return Results.Bytes(content, type, entityTag: tag).ExecuteAsync(httpContext);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"Nobody has said what a console asset ending in '{extension}' is."),
    };
}
