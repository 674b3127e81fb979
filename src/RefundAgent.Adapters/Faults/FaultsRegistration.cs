using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Actions;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Faults;

/// <summary>Puts the kill switch around everything that leaves the process, where the settings ask for it.</summary>
internal static class FaultsRegistration
{
    /// <summary>For every host: one that does not offer this refuses to start with the setting, rather than to pass over it.</summary>
    public static IServiceCollection AddFaultsOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FaultsOptions>().Bind(configuration.GetSection(FaultsOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<FaultsOptions>>(
            provider => new FaultsOptionsRules(configuration, provider.GetService<IServiceProviderIsService>()?.IsService(typeof(KillSwitch)) is true));
    }

    public static IServiceCollection AddKillSwitch(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[FaultsOptions.KillAtSetting])
            ? services
            : services
                .AddSingleton(Arm)
                .Wrap<ITables>((inner, end) => new KilledTables(inner, end))
                .Wrap<IMessageQueues>((inner, end) => new KilledQueues(inner, end))
                .Wrap<IRefundGateway>((inner, end) => new KilledGateway(inner, end));

    /// <summary>The options are checked here as well, since storage is prepared before the host starts.</summary>
    private static KillSwitch Arm(IServiceProvider provider) => new(
        KillPoint.TryParse(provider.GetRequiredService<IOptions<FaultsOptions>>().Value.KillAt, out var point)
            ? point
            : throw new InvalidOperationException("The options were not checked."),
        KillSwitch.KillThisProcess,
        provider.GetRequiredService<ILogger<KillSwitch>>());

    private static IServiceCollection Wrap<T>(this IServiceCollection services, Func<T, KillSwitch, T> wrap)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        return services.AddSingleton(provider => wrap(
            (T)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)),
            provider.GetRequiredService<KillSwitch>()));
    }
}
