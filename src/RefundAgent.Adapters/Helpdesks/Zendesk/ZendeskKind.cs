using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>Zendesk Support. How it signs: developer.zendesk.com/documentation/webhooks/verifying.</summary>
internal sealed class ZendeskKind : HelpdeskKind
{
    private const string SignatureHeader = "X-Zendesk-Webhook-Signature";
    private const string TimeHeader = SignatureHeader + "-Timestamp";

    /// <summary>Signs the test of a webhook that is not saved yet; the vendor publishes it, so it proves nothing.</summary>
    private const string PublicSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

    public static HmacScheme Scheme { get; } = new()
    {
        Header = SignatureHeader,
        Hash = HashAlgorithmName.SHA256,
        Form = DigestForm.Base64,
        Time = new SignedTime(TimeHeader, Joint: "", TimeForm.Iso8601),
    };

    public override string Name => "zendesk";

    public override string Title => "Zendesk";

    public override string Instructions => """
        In Zendesk's Admin Center, Apps and integrations > Webhooks > Create webhook, pick "Zendesk events" and these events:
          Ticket created, Comment added to ticket, Comment made private, Comment redacted, Ticket status changed,
          Ticket agent assignment changed, Ticket merged, CSAT received
        Endpoint URL:     {url}
        Request method:   POST        Request format: JSON        Authentication: none (Zendesk signs)
        Save it, then "Reveal secret", and set here:  Helpdesks__{name}__Secret

        Or, to choose which tickets come, pick "Trigger or automation" instead, with the same URL, method and format, and add to
        Objects and rules > Triggers one with the conditions
          Ticket > Is > Created   or   Comment > Is > Public / Private
          Current user > Is not > (the agent's account)
        and the action Notify by > Active webhook, with this JSON body:

        {
          "type": "ticket.commentAdded",
          "timestamp": "{{ticket.updated_at_with_timestamp}}",
          "data": { "ticketId": "{{ticket.id}}", "commentId": "{{ticket.latest_comment.id}}", "status": "{{ticket.status}}" }
        }

        With both, set both secrets with a comma between them.
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseUrl))
        {
            yield return (nameof(options.BaseUrl), "is missing: write the address of your Zendesk, such as https://SUBDOMAIN.zendesk.com.");
        }

        if (options.Account is { Length: > 0 } account && !account.All(char.IsAsciiDigit))
        {
            yield return (nameof(options.Account), "must be the account's number (\"account_id\" of an event), or be left out; the subdomain stands in BaseUrl.");
        }

        if (options.Secrets.Contains(PublicSecret))
        {
            yield return (nameof(options.Secret), "is the one that Zendesk publishes for tests: save the webhook first, then reveal its own.");
        }

        if (!string.IsNullOrWhiteSpace(options.AssignTo) && NumberedAssignee.TryParse(options.AssignTo) is null)
        {
            yield return (nameof(options.AssignTo), "must be the number of an agent, or team: and the number of a group.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new ZendeskReader(string.IsNullOrWhiteSpace(options.Account) ? null : options.Account);

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients) => new ZendeskHelpdesk(options, clients);

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = JsonSerializer.Serialize(new
        {
            type = ZendeskReader.TypePrefix + "ticket.comment_added",
            account_id = options.Account ?? "0",
            id = $"sample-{now.ToUnixTimeMilliseconds()}",
            time = stamp,
            zendesk_event_version = "2022-11-06",
            subject = $"zen:ticket:{ticket}",
            detail = new { id = ticket.Value },
            @event = new { },
        });
        return new SampleDelivery(body, [new(SignatureHeader, Scheme.Sign(options.Secrets[0], stamp, Encoding.UTF8.GetBytes(body))), new(TimeHeader, stamp)]);
    }
}
