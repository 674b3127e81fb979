using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>
/// Zammad, on the operator's own machine or hosted: a webhook with the default payload, sent by a trigger
/// (admin-docs.zammad.org/en/latest/manage/webhook), signed with HMAC-SHA1 over the body as WebSub does.
/// </summary>
internal sealed class ZammadKind : HelpdeskKind
{
    private static readonly HmacScheme Scheme = new()
    {
        Header = "X-Hub-Signature",
        Hash = HashAlgorithmName.SHA1,
        Form = DigestForm.Hex,
        Prefix = "sha1=",
    };

    public override string Name => "zammad";

    public override string Title => "Zammad";

    public override string Instructions => """
        1. A user for the agent: Admin > Manage > Users > New User
             Roles      Agent, with the permission "full" on the groups whose tickets it shall work on
           Sign in as that user: Profile > Token Access > Create
             Permission ticket.agent
           Copy the token: it is Helpdesks__{name}__Token.

        2. Admin > Manage > Webhook > New Webhook
             Name                       Refund agent
             Endpoint                   {url}
             Request method             POST
             HMAC SHA1 Signature Token  {secret}
             Custom Payload             off

        3. Admin > Manage > Trigger > New Trigger
             Name              Refund agent
             Activated by      Action
             Action execution  Selective
             Conditions        State       is not  removed
                               Updated by  is not  the user of step 1
             Execute changes   Notification > Webhook > Refund agent

        4. Settings here
             Helpdesks__{name}__Kind     zammad
             Helpdesks__{name}__BaseUrl  https://your-zammad.example.com
             Helpdesks__{name}__Secret   {secret}
             Helpdesks__{name}__Token    the token of step 1
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseUrl))
        {
            yield return (nameof(HelpdeskOptions.BaseUrl), "is missing: write the address at which people open Zammad in the browser, such as https://help.example.com.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new ZammadReader();

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients)
    {
        var credentials = new AuthenticationHeaderValue("Token", $"token={options.Token}");
        return new ZammadHelpdesk(
            clients.Open(
                new Uri(options.ApiAt(""), "api/v1/"),
                (request, _) =>
                {
                    request.Headers.Authorization = credentials;
                    return ValueTask.CompletedTask;
                }),
            clients.Time);
    }

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(new
        {
            ticket = new { id = ticket.Value, updated_at = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), state = "open" },
            article = new { },
        });
        return new SampleDelivery(
            body,
            [
                new("X-Hub-Signature", Scheme.Sign(options.Secrets[0], null, Encoding.UTF8.GetBytes(body))),
                new("X-Zammad-Trigger", "sample"),
            ]);
    }
}
