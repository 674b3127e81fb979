using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Payments;

/// <summary>Puts the payment provider together with what guards it.</summary>
internal static class PaymentsRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentsOptions>().Bind(configuration.GetSection(PaymentsOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PaymentsOptions>, PaymentsOptionsRanges>()
            .AddSingleton<IValidateOptions<PaymentsOptions>>(new PaymentsOptionsRules(configuration))
            .AddSingleton(provider => provider.GetRequiredService<IOptions<PaymentsOptions>>().Value)
            .AddSingleton<PaymentsMeter>()
            .AddSingleton<IRefundGateway>(Compose);
    }

    /// <summary>
    /// From the outside in: a limit is checked once for a refund, not for each try; each try is a record of its own; what is recorded is
    /// what the provider was asked.
    /// </summary>
    private static LimitGateway Compose(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<PaymentsOptions>();
        var time = provider.GetRequiredService<TimeProvider>();
        return
            new LimitGateway(
            new RetryingGateway(
            new RecordingGateway(
                Open(provider, options),
                options.IsStripe ? PaymentProviders.Stripe : PaymentProviders.Sandbox, provider.GetRequiredService<PaymentsMeter>(), time, provider.GetRequiredService<ILogger<RecordingGateway>>()),
                options.MaxRetries, options.Timeout, time, provider.GetRequiredService<IIdSource>(), provider.GetRequiredService<ILogger<RetryingGateway>>()),
                PaymentLimits.Of(options), provider.GetRequiredService<ILogger<LimitGateway>>());
    }

    private static IRefundGateway Open(IServiceProvider provider, PaymentsOptions options) => options.IsStripe
        ? new StripeGateway(StripeConnection.Open(options.Stripe, options.Timeout), provider.GetRequiredService<TimeProvider>())
        : new SandboxGateway(
            provider.GetRequiredService<ITables>(),
            provider.GetRequiredService<IOrderBook>(),
            provider.GetRequiredService<Contention>(),
            provider.GetRequiredService<StorageMeter>(),
            provider.GetRequiredService<TimeProvider>(),
            options.Sandbox);
}
