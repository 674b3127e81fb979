using System.Globalization;
using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>
/// Help Scout's API with a token that is fetched by the app's id and secret (OAuth 2 client credentials), kept as long as it lives (two days),
/// and fetched once more where it is refused before its time. developer.helpscout.com/mailbox-api/overview/authentication.
/// </summary>
internal sealed class HelpScoutHttp
{
    /// <summary>A call that starts just before the end must not arrive after it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly HelpdeskHttp http;
    private readonly Remembered<AccessToken> token;

    public HelpScoutHttp(HelpdeskOptions options, HelpdeskClients clients)
    {
        var address = options.ApiAt("https://api.helpscout.net");
        var open = clients.Open(address, (_, _) => ValueTask.CompletedTask);
        token = new(clients.Time, fetched => fetched.Lives - Margin, cancellationToken => FetchAsync(open, options, cancellationToken));
        http = clients.Open(
            address,
            async (request, cancellationToken) => request.Headers.Authorization = new("Bearer", (await token.GetAsync(cancellationToken)).Value));
    }

    /// <inheritdoc cref="HelpdeskHttp.GetAsync"/>
    public Task<HelpdeskAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        WithTokenAsync(() => http.GetAsync(path, cancellationToken));

    /// <inheritdoc cref="HelpdeskHttp.SetAsync"/>
    public Task<HelpdeskAnswer> SetAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken) =>
        WithTokenAsync(() => http.SetAsync(method, path, body, cancellationToken));

    /// <inheritdoc cref="HelpdeskHttp.AddAsync"/>
    public Task<HelpdeskAnswer> AddAsync(string path, object body, CancellationToken cancellationToken) =>
        WithTokenAsync(() => http.AddAsync(HttpMethod.Post, path, body, cancellationToken));

    /// <summary>All of a list, page after page; what moves to a later page meanwhile comes twice.</summary>
    /// <param name="path">Ends with <c>?</c> or <c>&amp;</c>.</param>
    /// <param name="name">Of the list below <c>_embedded</c>, which an empty page does not have.</param>
    /// <param name="mostPages">What is on later ones is left out.</param>
    /// <exception cref="HelpdeskException">No usable answer, or nothing there any more.</exception>
    public async IAsyncEnumerable<ApiJson> PagesAsync(string path, string name, int mostPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (page, last) = (1, 1); page <= last; page++)
        {
            var answer = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"{path}page={page}"), cancellationToken);
            var body = answer.IsMissing ? throw new HelpdeskException(HelpdeskFault.Moved, $"There is nothing at {path} any more.") : answer.Body;
            foreach (var each in body["_embedded"][name].Each())
            {
                yield return each;
            }

            last = (int)Math.Min(body["page"]["totalPages"].Number ?? 0, mostPages);
        }
    }

    private static async Task<AccessToken> FetchAsync(HelpdeskHttp open, HelpdeskOptions options, CancellationToken cancellationToken)
    {
        var credentials = new FormBody(
            [new("grant_type", "client_credentials"), new("client_id", options.User!), new("client_secret", options.Token)]);
        try
        {
            var answer = await open.SetAsync(HttpMethod.Post, "v2/oauth2/token", credentials, cancellationToken);
            return new AccessToken(answer.Body["access_token"].RequiredText, TimeSpan.FromSeconds((double)(answer.Body["expires_in"].Number ?? 0)));
        }
        catch (HelpdeskException wrong) when (wrong.Fault == HelpdeskFault.Refused)
        {
            throw new HelpdeskException(HelpdeskFault.NotAllowed, $"User (the app's id) or Token (its secret) is wrong: {wrong.Message}", cause: wrong);
        }
    }

    /// <summary>What was refused for its token had no effect, a comment neither.</summary>
    private async Task<HelpdeskAnswer> WithTokenAsync(Func<Task<HelpdeskAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.NotAllowed)
        {
            token.Forget();
            return await call();
        }
    }

    private sealed record AccessToken(string Value, TimeSpan Lives);
}
