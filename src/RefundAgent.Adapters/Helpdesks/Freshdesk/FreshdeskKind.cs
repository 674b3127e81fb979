using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Freshdesk;

/// <summary>
/// Freshdesk. It signs nothing and the operator writes the body, so a delivery proves no more than that its sender knows the secret: it names
/// a ticket, and that is read back. Source: support.freshdesk.com 132589 (webhooks in automation rules).
/// </summary>
internal sealed class FreshdeskKind : HelpdeskKind
{
    public override string Name => "freshdesk";

    public override string Title => "Freshdesk";

    public override string Instructions => """
        In Freshdesk, Admin > Workflows > Automations, make the rules below. Each has the action "Trigger webhook":
          Request type: POST        URL: {url}
          Requires authentication: yes, API key {secret}   (or user {secret} with password X)
          Encoding: JSON            Content: Advanced, with the body given here

        1. Ticket creation: on every ticket that the agent is to see
           { "type": "ticket.created", "data": { "ticketId": "{{ticket.id}}" } }
        2. Ticket updates, performed by the requester, event "Reply is sent"
           { "type": "ticket.commentAdded", "data": { "ticketId": "{{ticket.id}}" } }
        3. Ticket updates, performed by an agent (any but the agent's own account), events "Note is added" (private) and "Reply is sent"
           { "type": "ticket.commentAdded", "data": { "ticketId": "{{ticket.id}}" } }
        4. Ticket updates, performed by agent or requester, event "Status is changed"
           { "type": "ticket.statusChanged", "data": { "ticketId": "{{ticket.id}}" } }
        5. Ticket updates, performed by the requester, event "Customer feedback is received"
           { "type": "csat.received", "data": { "ticketId": "{{ticket.id}}" } }

        Put no other placeholder into a body: a customer's quotation marks would break it.
        """;

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseUrl))
        {
            yield return (nameof(options.BaseUrl), "is missing: write the address of your Freshdesk, such as https://DOMAIN.freshdesk.com.");
        }

        if (options.Secrets.Any(secret => secret.Contains(':', StringComparison.Ordinal)))
        {
            yield return (nameof(options.Secret), "must hold no colon: Freshdesk sends it as a user's name, which ends at the first one.");
        }

        if (!string.IsNullOrWhiteSpace(options.AssignTo) && NumberedAssignee.TryParse(options.AssignTo) is null)
        {
            yield return (nameof(options.AssignTo), "must be the number of an agent, or team: and the number of a group.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new SecretProof(secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new CanonicalReader();

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients) => new FreshdeskHelpdesk(options, clients);

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now) => new(
        JsonSerializer.Serialize(new { type = "ticket.commentAdded", data = new { ticketId = ticket.Value } }),
        [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Secrets[0]}:X")))]);
}
