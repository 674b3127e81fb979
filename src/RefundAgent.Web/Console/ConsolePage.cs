using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Console;

namespace RefundAgent.Web;

/// <summary>
/// Serves the console: one page and its scripts, the same for everybody and without any data, so it needs no key. Only what was embedded
/// when this was built has a name here; nothing is ever looked up in the file system.
/// </summary>
public sealed class ConsolePage
{
    private const string Page = "index.html";

    private readonly FrozenDictionary<string, ConsoleAsset> assets = ConsoleAsset.All().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>GET /console</summary>
    public IResult Get(HttpRequest request) => assets[Page];

    /// <summary>GET /console/{asset}</summary>
    public IResult GetAsset(HttpRequest request, string asset) => assets.TryGetValue(asset, out var found)
        ? found
        : Problems.NotFound($"The console has no such part: GET /{Routes.Console} is its page.");
}
