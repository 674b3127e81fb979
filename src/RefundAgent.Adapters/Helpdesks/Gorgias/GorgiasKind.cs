using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>
/// Gorgias, by HTTP integrations whose bodies the operator pastes (developers.gorgias.com/reference/integrations) and its REST API. It cannot
/// sign: the secret stands in a header.
/// </summary>
internal sealed class GorgiasKind : HelpdeskKind
{
    public override string Name => "gorgias";

    public override string Title => "Gorgias";

    /// <summary>Gorgias fills in the places in braces; a body holds ids alone, since nobody documents how a customer's quotes are escaped.</summary>
    public override string Instructions => """
        In Gorgias, as an admin (docs/helpdesks/gorgias.md has it step by step):

        1. Settings › Users: a user of its own for the agent, role Agent. Sign in as it; Settings › REST API › Create API key.
             Helpdesks__{name}__Account  the part of your Gorgias address before .gorgias.com
             Helpdesks__{name}__User     that user's e-mail address
             Helpdesks__{name}__Token    the key
        2. Settings › App store › HTTP integration › Add HTTP integration, twice. Both times
             URL                    {url}
             HTTP method            POST
             Request content type   application/json
             Header                 X-Webhook-Secret: {secret}

           First, triggers "Ticket created" and "Message in ticket created", with the request body

             {"type":"ticket.commentAdded","timestamp":"{{ticket.updated_datetime}}","data":{"ticketId":"{{ticket.id}}","commentId":"{{message.id}}"}}

           Second, trigger "Ticket updated", with the request body

             {"type":"ticket.statusChanged","timestamp":"{{ticket.updated_datetime}}","data":{"ticketId":"{{ticket.id}}","status":"{{ticket.status}}"}}

           Where the form takes names and values only, leave out data and put all of it beside type: type, timestamp, ticketId, commentId, status.
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseUrl)
            && (options.Account is not { Length: > 0 } account
                || !account.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')))
        {
            yield return (nameof(options.Account), "has to be the first part of the address of your Gorgias: shop for https://shop.gorgias.com.");
        }

        if (options.User?.Contains('@') is not true)
        {
            yield return (nameof(options.User), "has to be the e-mail address of the user whose API key the token is.");
        }

        if (options.AssignTo is { Length: > 0 } assignee && NumberedAssignee.TryParse(assignee) is null)
        {
            yield return (nameof(options.AssignTo), "has to be a user's number, or team: and a team's number.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new SecretProof(secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new CanonicalReader();

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients)
    {
        var credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Token}")));
        var http = clients.Open(new Uri(options.ApiAt($"https://{options.Account}.gorgias.com"), "api/"), (request, _) =>
        {
            request.Headers.Authorization = credentials;
            return default;
        });
        return new GorgiasHelpdesk(http, new GorgiasPeople(http, options.User!, clients.Time));
    }

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["type"] = "ticket.commentAdded",
            ["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject { ["ticketId"] = ticket.Value, ["commentId"] = $"sample{now.ToUnixTimeMilliseconds()}" },
        };
        return new SampleDelivery(body.ToJsonString(), [new(SecretProof.Header, options.Secrets[0])]);
    }
}
