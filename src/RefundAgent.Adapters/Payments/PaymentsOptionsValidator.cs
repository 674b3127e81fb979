using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;

namespace RefundAgent.Adapters.Payments;

/// <summary>The ranges that stand in <see cref="PaymentsOptions"/> itself.</summary>
[OptionsValidator]
internal sealed partial class PaymentsOptionsRanges : IValidateOptions<PaymentsOptions>;

/// <summary>What no single field can say; runs beside the ranges, so that an operator sees every fault in one go.</summary>
internal sealed class PaymentsOptionsRules(IConfiguration configuration) : IValidateOptions<PaymentsOptions>
{
    private static readonly string[] KeyPrefixes = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];

    public ValidateOptionsResult Validate(string? name, PaymentsOptions options)
    {
        List<string> faults = [.. CapFaults(options), .. ProviderFaults(options), .. options.Sandbox.Faults.SelectMany(ScriptFaults)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> CapFaults(PaymentsOptions options) =>
        from cap in options.HardCapPerRefund
        where !string.IsNullOrEmpty(cap.Value) && !PaymentLimits.TryParse(cap.Key, cap.Value, out _)
        select $"Payments:HardCapPerRefund:{cap.Key} must be a currency of ISO 4217 with an amount above zero, for example "
            + "Payments:HardCapPerRefund:USD = 500.00.";

    private IEnumerable<string> ProviderFaults(PaymentsOptions options) => options.Provider switch
    {
        PaymentProviders.Sandbox or "" => [],
        PaymentProviders.Stripe => KeyFaults(options.Stripe),
        _ =>
        [
            $"{SettingNames.PaymentsProvider} is '{options.Provider}' and must be '{PaymentProviders.Sandbox}' (no real money moves) or "
            + $"'{PaymentProviders.Stripe}'.",
        ],
    };

    private IEnumerable<string> KeyFaults(StripeOptions stripe)
    {
        if (string.IsNullOrWhiteSpace(stripe.ApiKey))
        {
            yield return $"{SettingNames.PaymentsStripeApiKey} must be set where {SettingNames.PaymentsProvider} is 'stripe': a secret key "
                + "(sk_…) or a restricted one (rk_…).";
        }
        else if (!KeyPrefixes.Any(prefix => stripe.ApiKey.StartsWith(prefix, StringComparison.Ordinal)))
        {
            // The text may be a secret of another service, put here by mistake: it stays out of the message.
            yield return $"{SettingNames.PaymentsStripeApiKey} must begin with sk_test_, rk_test_, sk_live_ or rk_live_; a publishable key "
                + "(pk_…) cannot refund.";
        }

        if (stripe is { IsLive: true, AllowLive: false } && StorageConnection.IsALaptops(configuration))
        {
            yield return $"{SettingNames.PaymentsStripeApiKey} is a live key, and storage is a laptop's (the development account, or "
                + "memory): the ledger that keeps refunds from being paid twice would be easily lost. Use a test key here, or set "
                + "Payments:Stripe:AllowLive to true to move real money all the same.";
        }

        if (!string.IsNullOrEmpty(stripe.ApiBase) && !IsSafe(stripe.ApiBase))
        {
            yield return "Payments:Stripe:ApiBase must be an https address (http only on this machine): an API key never travels in the "
                + "clear. Leave it out for Stripe's own.";
        }
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static IEnumerable<string> ScriptFaults(SandboxFaultOptions fault, int index)
    {
        var setting = $"Payments:Sandbox:Faults:{index}";
        if (fault.AnswerKind is null)
        {
            yield return $"{setting}:Answer is '{fault.Answer}' and must be one of {string.Join(", ", Enum.GetNames<SandboxAnswer>())}.";
        }

        if (fault.CallKind is null)
        {
            yield return $"{setting}:Call is '{fault.Call}' and must be one of {string.Join(", ", Enum.GetNames<SandboxCall>())}.";
        }

        var answersRefunds = fault.AnswerKind is SandboxAnswer.Disputed or SandboxAnswer.Pending or SandboxAnswer.PendingThenFailed;
        if (fault.CallKind == SandboxCall.Read && answersRefunds)
        {
            yield return $"{setting}: {fault.Answer} answers refunds only; leave Call out.";
        }

        if (fault is { CallKind: SandboxCall.Read, Order: not (null or "") })
        {
            yield return $"{setting}: a read names no order; say which Payment instead.";
        }
    }
}
