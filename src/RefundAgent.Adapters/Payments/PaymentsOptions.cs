using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RefundAgent.Adapters.Payments;

/// <summary>Who moves the money, and the last bounds on how it is asked to.</summary>
internal sealed class PaymentsOptions
{
    public const string Section = "Payments";

    /// <summary>One of <see cref="PaymentProviders"/>; empty for the sandbox.</summary>
    public string Provider { get; set; } = PaymentProviders.Sandbox;

    /// <summary>
    /// By currency, the most that one call may move, whatever a policy says: <c>USD</c> → <c>500.00</c>. Where one is set, currencies
    /// without one are refused.
    /// </summary>
    public Dictionary<string, string> HardCapPerRefund { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Calls to the provider under way at once; further ones wait.</summary>
    [Range(1, 256)]
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>For one try; all tries together get <see cref="RetryingGateway.TotalLimit"/>.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>After the first try, and only where that is safe and may help.</summary>
    [Range(0, 5)]
    public int MaxRetries { get; set; } = 2;

    public StripeOptions Stripe { get; set; } = new();

    [ValidateObjectMembers]
    public SandboxOptions Sandbox { get; set; } = new();

    public bool IsStripe => Provider == PaymentProviders.Stripe;

    public string ProviderName => IsStripe ? PaymentProviders.Stripe : PaymentProviders.Sandbox;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}

/// <summary>What <see cref="PaymentsOptions.Provider"/> may say.</summary>
internal static class PaymentProviders
{
    /// <summary>No real money moves.</summary>
    public const string Sandbox = "sandbox";

    public const string Stripe = "stripe";
}

/// <summary>How Stripe is reached; read where it is the provider.</summary>
internal sealed class StripeOptions
{
    /// <summary>Secret (<c>sk_…</c>) or restricted (<c>rk_…</c>: refunds write; charges, payment intents, disputes read).</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where the API answers; another address than Stripe's own is for tests.</summary>
    public string? ApiBase { get; set; }

    /// <summary>Lets a live key move real money although storage is a laptop's.</summary>
    public bool AllowLive { get; set; }

    public bool IsLive => ApiKey is { } key
        && (key.StartsWith("sk_live_", StringComparison.Ordinal) || key.StartsWith("rk_live_", StringComparison.Ordinal));
}
