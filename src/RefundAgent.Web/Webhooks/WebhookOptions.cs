namespace RefundAgent.Web.Webhooks;

/// <summary>Section <c>Webhooks</c> of the settings.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    public StandardWebhookOptions Standard { get; init; } = new();

    public StripeWebhookOptions Stripe { get; init; } = new();
}

/// <summary>The connection that sends our canonical Standard Webhooks envelope.</summary>
public sealed class StandardWebhookOptions
{
    /// <summary><c>whsec_</c> and the Base64 of the shared key; absent, the connection is closed.</summary>
    public string? Secret { get; init; }

    /// <summary>Whose tickets it brings.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>
    /// True where the sender has checked who its customers are. Otherwise every payment to them waits for a person.
    /// </summary>
    public bool CustomersAuthenticated { get; init; }
}

/// <summary>The connection by which Stripe reports disputes, fraud warnings and what becomes of refunds.</summary>
public sealed class StripeWebhookOptions
{
    /// <summary>The endpoint's signing secret as Stripe shows it, or several with commas between them; absent, the connection is closed.</summary>
    public string? Secret { get; init; }

    /// <summary>Whose payments it speaks of.</summary>
    public string Tenant { get; init; } = "default";
}
