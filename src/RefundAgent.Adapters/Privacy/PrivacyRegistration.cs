using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RefundAgent.Adapters.Privacy;

internal static class PrivacyRegistration
{
    /// <summary>Puts masking between all loggers and all providers, whenever these are added (docs/decisions/0009).</summary>
    public static IServiceCollection AddMaskedLogging(this IServiceCollection services) => services
        .AddLogging()
        .AddRedaction(redaction => redaction.SetRedactor<PersonalDataRedactor>(PersonalDataRedactor.AnyText))
        .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new MaskedLoggerFactory(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<IRedactorProvider>().GetRedactor(PersonalDataRedactor.AnyText).Redact)));
}
