using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Front, by the webhook of an app (dev.frontapp.com/docs/application-webhooks) and the Core API. Rule webhooks sign otherwise and are not
/// taken.
/// </summary>
internal sealed class FrontKind : HelpdeskKind
{
    private const string ApiAddress = "https://api2.frontapp.com";
    private const string StampHeader = "X-Front-Request-Timestamp";

    private static readonly HmacScheme Scheme = new()
    {
        Header = "X-Front-Signature",
        Hash = HashAlgorithmName.SHA256,
        Form = DigestForm.Base64,
        Time = new SignedTime(StampHeader, ":", TimeForm.Unix),
    };

    public override string Name => "front";

    public override string Title => "Front";

    public override string Instructions => """
        In Front, as an admin (docs/helpdesks/front.md has it step by step):

        1. Settings › Company › Developers › Create app. Basic information shows the app's secret: Helpdesks__{name}__Secret.
        2. In the app: API tokens › create one with read and write of shared resources: Helpdesks__{name}__Token.
           curl -H "Authorization: Bearer TOKEN" https://api2.frontapp.com/me shows the company's id (cmp_…): Helpdesks__{name}__Account.
        3. Start the agent with these settings. Front asks the address for a signed answer when the webhook is saved.
        4. In the app: Features › Add feature › Webhooks, with this address:

           {url}

           and these events: inbound received, outbound sent, outbound reply sent, new comment added, conversation archived,
           conversation reopened, conversations merged.
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (options.Account is not { } account || !account.StartsWith("cmp_", StringComparison.Ordinal) || account.Length < 5)
        {
            yield return (
                nameof(options.Account),
                "has to be the company's id, cmp_…, as GET /me of the API shows it: an app's webhook brings every company's events that installed it.");
        }

        if (options.AssignTo is { Length: > 0 } assignee && FrontAssignee.Parse(assignee) is null)
        {
            yield return (nameof(options.AssignTo), "has to be a teammate's id (tea_…) or an inbox's (inb_… or team:inb_…).");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new FrontReader(options.Account!);

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients)
    {
        var credentials = new AuthenticationHeaderValue("Bearer", options.Token);
        return new FrontHelpdesk(new FrontApi(clients.Open(options.ApiAt(ApiAddress), (request, _) =>
        {
            request.Headers.Authorization = credentials;
            return default;
        })));
    }

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var stamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["type"] = "inbound_received",
            ["authorization"] = new JsonObject { ["id"] = options.Account },
            ["payload"] = new JsonObject
            {
                ["id"] = $"evt_sample{stamp}",
                ["type"] = "inbound",
                ["emitted_at"] = now.ToUnixTimeMilliseconds() / 1000m,
                ["conversation"] = new JsonObject { ["id"] = ticket.Value },
            },
        }.ToJsonString();
        var signature = Scheme.Sign(options.Secrets[0], stamp, Encoding.UTF8.GetBytes(body));
        return new SampleDelivery(body, [new(StampHeader, stamp), new(Scheme.Header, signature)]);
    }
}
