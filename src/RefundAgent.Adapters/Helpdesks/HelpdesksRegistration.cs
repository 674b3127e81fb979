using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Connects the helpdesks of the settings.</summary>
internal static class HelpdesksRegistration
{
    public static IServiceCollection AddHelpdesks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HelpdeskSettings>().ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<HelpdeskSettings>>(new HelpdeskSettingsRules(configuration))
            .AddSingleton<IHelpdeskSamples>(new HelpdeskSamples(configuration))
            .AddSingleton<IHelpdesks>(provider => Open(provider, configuration));
    }

    /// <summary>The settings are checked here as well, for programs that use a helpdesk without starting a host.</summary>
    private static Connections Open(IServiceProvider provider, IConfiguration configuration)
    {
        _ = provider.GetRequiredService<IOptions<HelpdeskSettings>>().Value;
        return new Connections(
            configuration,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IIdSource>(),
            provider.GetRequiredService<ILogger<Connections>>());
    }
}
