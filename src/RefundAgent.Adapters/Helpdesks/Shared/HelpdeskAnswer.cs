using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>What a helpdesk answered to a call that did not fail.</summary>
internal sealed record HelpdeskAnswer
{
    private const int MostWords = 300;

    private static readonly JsonSerializerOptions AsNamed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>2xx, 301 (merged into another) or 404.</summary>
    public required HttpStatusCode Status { get; init; }

    public bool IsMissing => Status == HttpStatusCode.NotFound;

    /// <summary>The body of an answer about a ticket that was there a moment ago.</summary>
    /// <exception cref="HelpdeskException">It was deleted since.</exception>
    public ApiJson Present => IsMissing ? throw new HelpdeskException(HelpdeskFault.Refused, "The ticket is not there any more.") : Body;

    /// <summary>Where a merged ticket is now; null for every other answer.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>Of <c>Resource-ID</c>, where a helpdesk names what it made in a header.</summary>
    public string? MadeId { get; init; }

    /// <summary>The body; of kind <see cref="JsonValueKind.Undefined"/> where it is empty.</summary>
    public required ApiJson Body { get; init; }

    public static HttpContent? ContentOf(object? body) => body switch
    {
        null => null,
        HttpContent content => content,
        FormBody form => new FormUrlEncodedContent(form.Fields),
        _ => JsonContent.Create(body, body.GetType(), options: AsNamed),
    };

    /// <exception cref="HelpdeskException">Any status but 2xx, 301 and 404, or a body that is not JSON.</exception>
    public static async Task<HelpdeskAnswer> ReadAsync(string call, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (!response.IsSuccessStatusCode && status is not (HttpStatusCode.NotFound or HttpStatusCode.MovedPermanently))
        {
            var words = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HelpdeskException(FaultOf(status), $"{call} was answered with {(int)status}: {Shortened(words)}", RetryWish.Of(response, now));
        }

        var bytes = response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : [];
        return new HelpdeskAnswer
        {
            Status = status,
            MovedTo = status == HttpStatusCode.MovedPermanently ? response.Headers.Location : null,
            MadeId = response.Headers.TryGetValues("Resource-ID", out var made) ? made.FirstOrDefault() : null,
            Body = new ApiJson(call, Parse(call, bytes)),
        };
    }

    private static JsonElement Parse(string call, byte[] bytes)
    {
        try
        {
            return bytes.AsSpan().Trim((byte)' ').IsEmpty ? default : JsonElement.Parse(bytes);
        }
        catch (JsonException broken)
        {
            throw new HelpdeskException(HelpdeskFault.Garbled, $"{call} was answered with something that is not JSON.", cause: broken);
        }
    }

    private static HelpdeskFault FaultOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => HelpdeskFault.NotAllowed,
        409 => HelpdeskFault.Moved,
        429 => HelpdeskFault.Busy,
        408 or >= 500 => HelpdeskFault.Unclear,
        _ => HelpdeskFault.Refused,
    };

    /// <summary>Vendors' errors name fields and rules; cut all the same, since some echo what they were sent.</summary>
    private static string Shortened(string words) => words.Length <= MostWords ? words : string.Create(CultureInfo.InvariantCulture, $"{words[..MostWords]}… ({words.Length} characters)");
}
