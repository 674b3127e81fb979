using System.Net;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Front's Core API as it answers: 301 where a conversation was merged, lists in pages that name the next one by its whole address.
/// </summary>
internal sealed class FrontApi(HelpdeskHttp http)
{
    private const int MostMerges = 5;
    private const int MostPages = 50;

    /// <summary>The one that it was merged into, where it was; null where there is none.</summary>
    /// <exception cref="HelpdeskException">No usable answer.</exception>
    public async Task<ApiJson?> ConversationAsync(string id, CancellationToken cancellationToken)
    {
        string? at = id;
        for (var merges = 0; merges <= MostMerges; merges++)
        {
            if (!FrontId.Is(at, "cnv"))
            {
                return null;
            }

            var answer = await http.GetAsync($"conversations/{at}", cancellationToken);
            if (answer.Status != HttpStatusCode.MovedPermanently)
            {
                return answer.IsMissing ? null : answer.Body;
            }

            at = FrontId.FromLink(answer.MovedTo?.OriginalString, "cnv")
                ?? throw Garbled($"conversations/{at} was merged, and nobody says into which.");
        }

        throw Garbled($"conversations/{id} was merged more than {MostMerges} times.");
    }

    /// <summary>Null where there is none, or the token may not read contacts.</summary>
    public async Task<ApiJson?> ContactAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync($"contacts/{id}", cancellationToken) is { IsMissing: false } answer ? answer.Body : null;
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.NotAllowed)
        {
            return null;
        }
    }

    /// <summary>Every page of a list, in Front's order.</summary>
    /// <param name="path">Of the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HelpdeskException">
    /// No usable answer; <see cref="HelpdeskFault.Moved"/> where the conversation was merged meanwhile.
    /// </exception>
    public async IAsyncEnumerable<ApiJson[]> PagesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = path;
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = Done(await http.GetAsync(next, cancellationToken));
            if (!answer.Body["_results"].Exists)
            {
                throw Garbled($"GET {path} holds no _results.");
            }

            yield return [.. answer.Body["_results"].Each()];
            next = answer.Body["_pagination"]["next"].Text is { Length: > 0 } link
                ? $"{path}{(path.Contains('?') ? '&' : '?')}page_token={TokenIn(link)}"
                : null;
        }
    }

    /// <summary>For what has the same effect however often it is done.</summary>
    public async Task SetAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken) =>
        Done(await http.SetAsync(method, path, body, cancellationToken));

    public async Task<ApiJson> AddAsync(string path, object body, CancellationToken cancellationToken) =>
        Done(await http.AddAsync(HttpMethod.Post, path, body, cancellationToken)).Body;

    /// <summary>The link's host is another than ours, and must not get our token.</summary>
    private static string TokenIn(string link)
    {
        const string Name = "page_token=";
        return Array.Find(link.Split('?', '&', '#'), part => part.StartsWith(Name, StringComparison.Ordinal)) is { } token
            ? token[Name.Length..]
            : throw Garbled("A list's next page has no page_token.");
    }

    private static HelpdeskAnswer Done(HelpdeskAnswer answer) => answer.Status switch
    {
        HttpStatusCode.MovedPermanently =>
            throw new HelpdeskException(HelpdeskFault.Moved, "The conversation was merged into another since it was read."),
        HttpStatusCode.NotFound =>
            throw new HelpdeskException(HelpdeskFault.Refused, "Front knows the conversation, or what it was to be given, no longer (404)."),
        _ => answer,
    };

    private static HelpdeskException Garbled(string why) => new(HelpdeskFault.Garbled, why);
}
