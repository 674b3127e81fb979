using System.Security.Cryptography;
using RefundAgent.Helpdesks;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>A helpdesk's template with what goes into it.</summary>
/// <param name="Kind">Which helpdesk.</param>
/// <param name="Webhook">Where it is to send its deliveries.</param>
/// <param name="Secret">Made for this sample; null where the helpdesk makes its own.</param>
/// <param name="Text">Ready to paste.</param>
internal sealed record TemplateSample(string Kind, string Webhook, string? Secret, string Text)
{
    private const int SecretCharacters = 40;

    /// <exception cref="CommandFailedException">No such kind, or a name or an address that cannot be.</exception>
    public static TemplateSample Of(IReadOnlyCollection<HelpdeskTemplate> templates, string kind, string url, string? name)
    {
        var template = templates.FirstOrDefault(each => each.Kind == kind)
            ?? throw new CommandFailedException($"'{TerminalText.OneLine(kind, 40)}' is no helpdesk that can be connected; there are {string.Join(", ", templates.Select(each => each.Kind))}.");
        var connection = name ?? kind;
        if (!ConnectionName.MayBe(connection))
        {
            throw new CommandFailedException("--name stands in the webhook's address: use 1 to 40 lower-case letters and digits, a letter first.");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            throw new CommandFailedException("--url is the address at which the helpdesk reaches the agent, such as https://refunds.example.com.");
        }

        var webhook = $"{url.TrimEnd('/')}/api/webhooks/{connection}";
        var secret = template.TakesSecret ? RandomNumberGenerator.GetHexString(SecretCharacters, lowercase: true) : null;
        return new TemplateSample(kind, webhook, secret, template.Fill(webhook, new ConnectionName(connection), secret ?? ""));
    }
}
