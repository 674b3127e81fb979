using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Chatwoot;

/// <summary>
/// Chatwoot, hosted or on the operator's own machine. It signs an account's webhooks since v4.11.2 (chatwoot/chatwoot#13573): HMAC-SHA256 over
/// the time, a point and the body. It sends each once, with five seconds for an answer, so that some will be missed.
/// </summary>
internal sealed class ChatwootKind : HelpdeskKind
{
    private const string TimeHeader = "X-Chatwoot-Timestamp";

    private static readonly HmacScheme Scheme = new()
    {
        Header = "X-Chatwoot-Signature",
        Hash = HashAlgorithmName.SHA256,
        Form = DigestForm.Hex,
        Prefix = "sha256=",
        Time = new SignedTime(TimeHeader, ".", TimeForm.Unix),
    };

    public override string Name => "chatwoot";

    public override string Title => "Chatwoot";

    public override string Instructions => """
        1. An agent for the product: Settings > Agents > Add Agent
             Role   Agent; then Settings > Inboxes > (each inbox) > Collaborators: add it
           Sign in as that agent: Profile Settings > Access Token. Copy it: it is Helpdesks__{name}__Token.
           (A bot's token will not do: Chatwoot lets bots write, and not read.)

        2. Settings > Integrations > Webhooks > Add new webhook
             Webhook URL   {url}
             Events        Conversation Created, Conversation Status Changed, Conversation Updated,
                           Message created, Message updated
           Open it again and copy its secret: Chatwoot makes it, and it is Helpdesks__{name}__Secret.

        3. Settings > Labels > Add label: refund-agent, and again: refund-agent-person.
           (Chatwoot drops labels that it does not know.)

        4. Settings here
             Helpdesks__{name}__Kind     chatwoot
             Helpdesks__{name}__BaseUrl  https://app.chatwoot.com, or your own installation
             Helpdesks__{name}__Account  the number after /accounts/ in the browser's address
             Helpdesks__{name}__Secret   of step 2
             Helpdesks__{name}__Token    of step 1
             Helpdesks__{name}__CatchUp  true, where every conversation is meant for the agent
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseUrl))
        {
            yield return (nameof(HelpdeskOptions.BaseUrl), "is missing: write the address at which people open Chatwoot in the browser, such as https://app.chatwoot.com.");
        }

        if (string.IsNullOrEmpty(options.Account) || !options.Account.All(char.IsAsciiDigit))
        {
            yield return (nameof(HelpdeskOptions.Account), "is the number after /accounts/ in the address of Chatwoot's own pages.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new ChatwootReader(options.Account!);

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients) => new ChatwootHelpdesk(
        clients.Open(
            new Uri(options.ApiAt(""), "api/v1/"),
            (request, _) =>
            {
                request.Headers.TryAddWithoutValidation("api_access_token", options.Token);
                return ValueTask.CompletedTask;
            }),
        clients.Time,
        options.Account!);

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.Serialize(new
        {
            @event = "conversation_updated",
            id = ticket.Value,
            account = new { id = options.Account },
            status = "open",
            timestamp = now.ToUnixTimeSeconds(),
        });
        return new SampleDelivery(
            body,
            [new("X-Chatwoot-Signature", Scheme.Sign(options.Secrets[0], stamp, Encoding.UTF8.GetBytes(body))), new(TimeHeader, stamp)]);
    }
}
