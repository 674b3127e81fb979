using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>
/// Help Scout: signs with a secret of the operator's choice, SHA-1 in base64, and no time. What to click there: docs/helpdesks/helpscout.md.
/// developer.helpscout.com/webhooks.
/// </summary>
internal sealed class HelpScoutKind : HelpdeskKind
{
    private const int LongestSecret = 40;

    private static readonly HmacScheme Scheme = new() { Header = "X-HelpScout-Signature", Hash = HashAlgorithmName.SHA1, Form = DigestForm.Base64 };

    public override string Name => "helpscout";

    public override string Title => "Help Scout";

    public override string Instructions => """
        In Help Scout, signed in as a user that is the agent's own (docs/helpdesks/helpscout.md has it step by step):

        1. Your Profile > My Apps > Create My App. It shows the App ID: Helpdesks__{name}__User, and the App Secret: Helpdesks__{name}__Token.
        2. Manage > Apps > Webhooks.
           Secret key:       {secret}
           Callback URL:     {url}
           Payload version:  V2
           Inboxes:          those in Helpdesks__{name}__Account, or all where that is not set
           Events:           conversation created, merged, moved, deleted, status updated; customer reply, agent reply, note created;
                             rating received
        """;

    /// <summary>Inboxes that are connected; none for all.</summary>
    public static ImmutableHashSet<string> MailboxesOf(HelpdeskOptions options) =>
        [.. (options.Account ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public override IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.User))
        {
            yield return (nameof(options.User), "is missing: the App ID of your app in Help Scout; Token is its App Secret.");
        }

        if (options.Secrets.Any(secret => secret.Length > LongestSecret))
        {
            yield return (nameof(options.Secret), $"is too long: Help Scout takes a secret of at most {LongestSecret} characters.");
        }

        if (MailboxesOf(options).Any(mailbox => !mailbox.All(char.IsAsciiDigit)))
        {
            yield return (nameof(options.Account), "must be the ids of inboxes, which are numbers, with commas between them; empty for all inboxes.");
        }
    }

    public override IDeliveryProof ProofBy(ImmutableArray<string> secrets) => new HmacProof(Scheme, secrets);

    public override IDeliveryReader ReaderFor(HelpdeskOptions options) => new HelpScoutReader(MailboxesOf(options));

    public override IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients) => new HelpScoutHelpdesk(options, clients);

    public override SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(new
        {
            id = HelpScoutHelpdesk.NumberOf(ticket.Value),
            type = "email",
            status = "active",
            state = "published",
            mailboxId = HelpScoutHelpdesk.NumberOf(MailboxesOf(options).FirstOrDefault("1")),
            userUpdatedAt = now.UtcDateTime,
        });
        return new SampleDelivery(
            body,
            [
                new(Scheme.Header, Scheme.Sign(options.Secrets[0], null, Encoding.UTF8.GetBytes(body))),
                new(HelpScoutReader.EventName, "convo.customer.reply.created"),
            ]);
    }
}
