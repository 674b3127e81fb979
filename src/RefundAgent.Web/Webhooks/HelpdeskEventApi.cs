using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RefundAgent.Helpdesks;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Web;

/// <summary>
/// Takes a connected helpdesk's deliveries. No two answers tell a stranger which connections there are, and none makes a helpdesk give a
/// delivery up that we may still want: what is proven is on the queue, or to be sent again.
/// </summary>
public sealed partial class HelpdeskEventApi(
    ApiCalls calls, IHelpdesks helpdesks, IHelpdeskQueue queue, TimeProvider time, ILogger<HelpdeskEventApi> logger)
{
    /// <summary>Below the minute that Zendesk waits at most, and longer than storage takes to fail over.</summary>
    internal static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(30);

    private const int LongestEvent = 256;

    public Task<IResult> ReceiveAsync(HttpRequest request, string helpdesk, CancellationToken cancellationToken) =>
        calls.RunOpenAsync(request, async limited =>
        {
            using var span = IngestSpan.Start();
            var body = await JsonBody.ReadRawAsync(request, limited);
            var found = helpdesks.Find(helpdesk);
            var holds = (found ?? StandInFor(helpdesk))?.Proof.Holds(HeadersOf(request), body, time.GetUtcNow()) ?? false;
            if (found is null || !holds)
            {
                LogUnproven(ConnectionName.MayBe(helpdesk) ? helpdesk : "(no name)");
                return Problems.Unverified();
            }

            return await TakeAsync(found, HeadersOf(request), body, span);
        }, cancellationToken);

    /// <summary>Once a delivery is proven nothing of it may be lost: not because its sender has hung up, not by a fault of ours.</summary>
    private async Task<IResult> TakeAsync(ConnectedHelpdesk helpdesk, Func<string, IReadOnlyList<string?>> headers, byte[] body, Activity? span)
    {
        try
        {
            return helpdesk.Reader.Challenge(headers) is { } challenge
                ? Results.Text(challenge, "text/plain")
                : await AnswerAsync(helpdesk, DeliveryOf(helpdesk, headers, body), span);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            LogNotTaken(failure, helpdesk.Connection.Name);
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable, "storage-busy", "This cannot be taken just now.", "Nothing was kept: send the same delivery again.", SendAgainAfter);
        }
    }

    private async Task<IResult> AnswerAsync(ConnectedHelpdesk helpdesk, HelpdeskDelivery delivery, Activity? span)
    {
        switch (helpdesk.Reader.Read(delivery))
        {
            case DeliveryReading.NotForUs left:
                Took(IngestSpan.Ignored);
                LogLeft(left.Misdirected ? LogLevel.Warning : LogLevel.Information, delivery.Connection, left.Why);
                return Accepted(new { Ignored = left.Why });
            case DeliveryReading.Unreadable unreadable when helpdesk.Reader.IsAuthoredByOperator:
                return Problems.Invalid([new FieldFault("$", unreadable.Why)]);
            case DeliveryReading.Unreadable unreadable:
                await queue.SendAsync(delivery, CancellationToken.None);
                Took(IngestSpan.Kept);
                LogKept(delivery.Connection, unreadable.Why);
                return Accepted(new { Kept = unreadable.Why });
            case DeliveryReading.Moved moved:
                await queue.SendAsync(delivery, CancellationToken.None);
                Took(IngestSpan.Accepted);
                return Accepted(new { Accepted = moved.Key });
            case var unknown:
                throw new InvalidOperationException($"A reading of kind {unknown.GetType().Name} has no answer.");
        }

        void Took(string outcome) => span.Took(helpdesk.Connection.Tenant, helpdesk.Connection.Kind, outcome);
    }

    private HelpdeskDelivery DeliveryOf(ConnectedHelpdesk helpdesk, Func<string, IReadOnlyList<string?>> headers, byte[] body) => new()
    {
        Tenant = helpdesk.Connection.Tenant,
        Connection = helpdesk.Connection.Name,
        ReceivedAt = time.GetUtcNow(),
        Body = Encoding.UTF8.GetString(body),
        Event = helpdesk.Reader.EventHeader is { } header && headers(header) is [{ Length: > 0 and <= LongestEvent } only] ? only : null,
    };

    /// <summary>
    /// Whose proof is worked through for a name that nobody connected, the same one each time, so that its answer takes as long as a
    /// connection's and names cannot be told apart; null where there are none to be told apart.
    /// </summary>
    private ConnectedHelpdesk? StandInFor(string name)
    {
        var place = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return helpdesks.All is { Length: > 0 } all ? all[(int)(place % all.Length)] : null;
    }

    private static Func<string, IReadOnlyList<string?>> HeadersOf(HttpRequest request) => name => request.Headers[name];

    private static IResult Accepted<T>(T answer) => Results.Json(answer, CanonicalJson.Options, statusCode: StatusCodes.Status202Accepted);

    [LoggerMessage(EventId = 9050, Message = "A delivery of helpdesk {Connection} is left alone: {Why}")]
    private partial void LogLeft(LogLevel level, ConnectionName connection, string why);

    [LoggerMessage(9051, LogLevel.Warning, "A delivery of helpdesk {Connection} cannot be read and will end in the poison queue: {Why}")]
    private partial void LogKept(ConnectionName connection, string why);

    [LoggerMessage(9052, LogLevel.Error, "A delivery of helpdesk {Connection} could not be put on the queue; the helpdesk was asked to send it again")]
    private partial void LogNotTaken(Exception failure, ConnectionName connection);

    [LoggerMessage(9053, LogLevel.Warning, "A delivery to api/webhooks/{Name} could not be proven: is a helpdesk of that name connected, and is its secret the same on both sides?")]
    private partial void LogUnproven(string name);
}
