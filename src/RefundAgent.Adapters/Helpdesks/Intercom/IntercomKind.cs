using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Intercom;

/// <summary>
/// Intercom: signs with the app's client secret, SHA-1 in hex, and no time. What to click there: docs/helpdesks/intercom.md.
/// developers.intercom.com/docs/webhooks/webhook-notifications.
/// </summary>
internal sealed class IntercomKind : HelpdeskKind
{
    private static readonly HmacScheme Scheme = new()
    {
        Header = "X-Hub-Signature",
        Prefix = "sha1=",
        Hash = HashAlgorithmName.SHA1,
        Form = DigestForm.Hex,
    };

    public override string Name => "intercom";

    public override string Title => "Intercom";

    public override string Instructions => """
        In Intercom's Developer Hub (docs/helpdesks/intercom.md has it step by step):

        1. New app, in your own workspace. Basic information shows the client secret: Helpdesks__{name}__Secret.
        2. Authentication shows the access token: Helpdesks__{name}__Token.
           curl -H "Authorization: Bearer TOKEN" https://api.intercom.io/me
           shows the workspace's id as app.id_code: Helpdesks__{name}__Account.
        3. Start the agent with these settings. Intercom looks whether the address is there when the webhook is saved.
        4. Webhooks, with this address:

           {url}

           and these topics: conversation.user.created, conversation.user.replied, conversation.admin.replied,
           conversation.admin.noted, conversation.admin.closed, conversation.admin.opened, conversation.rating.added.
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Account))
        {
            yield return (nameof(options.Account), "is missing: the workspace's id, app.id_code of GET /me. One secret signs for every workspace that has the app.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new IntercomReader(options.Account!);

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients) => new IntercomHelpdesk(options, clients);

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var body = JsonSerializer.Serialize(new
        {
            type = "notification_event",
            app_id = options.Account,
            id = string.Create(CultureInfo.InvariantCulture, $"notif_sample-{now.UtcTicks}"),
            topic = "conversation.user.replied",
            created_at = seconds,
            first_sent_at = seconds,
            delivery_attempts = 1,
            data = new { type = "notification_event_data", item = new { type = "conversation", id = ticket.Value } },
        });
        return new SampleDelivery(body, [new(Scheme.Header, Scheme.Sign(options.Secrets[0], null, Encoding.UTF8.GetBytes(body)))]);
    }
}
