using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Identity;
using RefundAgent.Payments;

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
            .AddSingleton<IProviderEventReader, StripeEventReader>()
            .AddSingleton<IRefundGateway>(Compose)
            .AddSingleton(OpenHistory)
            .AddSingleton<RefundSearch>();
    }

    /// <summary>
    /// From the outside in: a limit is checked once for a refund, not for each try; each try is a record of its own; what is recorded is
    /// what the provider was asked.
    /// </summary>
    private static LimitGateway Compose(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<PaymentsOptions>();
        return Limited(Retried(Recorded(Open(provider, options))));

        LimitGateway Limited(IRefundGateway inner) => new(inner, PaymentLimits.Of(options), Get<ILogger<LimitGateway>>());

        RetryingGateway Retried(IRefundGateway inner) =>
            new(inner, options.MaxRetries, options.Timeout, Get<TimeProvider>(), Get<IIdSource>(), Get<ILogger<RetryingGateway>>());

        RecordingGateway Recorded(IRefundGateway inner) =>
            new(inner, options.ProviderName, Get<PaymentsMeter>(), Get<TimeProvider>(), Get<ILogger<RecordingGateway>>());

        T Get<T>()
            where T : notnull => provider.GetRequiredService<T>();
    }

    /// <summary>A connection of its own: it is read by an operator's command, with nothing at stake but time.</summary>
    private static IRefundHistory OpenHistory(IServiceProvider provider) =>
        provider.GetRequiredService<PaymentsOptions>() is { IsStripe: true } options
            ? new StripeHistory(StripeConnection.Open(options.Stripe, options.Timeout), provider.GetRequiredService<TimeProvider>())
            : new SandboxHistory(provider.GetRequiredService<ITables>(), provider.GetRequiredService<TimeProvider>());

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
