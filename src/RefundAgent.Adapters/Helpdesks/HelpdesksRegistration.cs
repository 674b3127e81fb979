using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Connects the helpdesks of the settings.</summary>
internal static class HelpdesksRegistration
{
    public static IServiceCollection AddHelpdesks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IHelpdesks>(provider => new Connections(
            configuration,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IIdSource>(),
            provider.GetRequiredService<ILogger<Connections>>()));
}
