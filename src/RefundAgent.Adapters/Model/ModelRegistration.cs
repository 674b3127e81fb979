using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model.Resilience;
using RefundAgent.Adapters.Model.Telemetry;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>Puts the model in front of the built-in advisor, if the configuration names one.</summary>
internal static class ModelRegistration
{
    /// <summary>
    /// Without an endpoint nothing is registered. With one, <see cref="IAdvisor"/> is the model with <see cref="PrecedentAdvisor"/> behind
    /// it, whatever it was before.
    /// </summary>
    internal static IServiceCollection AddModel(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[SettingNames.ModelEndpoint]))
        {
            return services;
        }

        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsRanges>();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsRules>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<ModelOptions>>().Value);
        services.TryAddSingleton<ModelMeter>();
        services.TryAddSingleton<ChatPipeline>();
        services.TryAddSingleton(OpenChat);
        services.TryAddSingleton<KernelAdvisor>();
        services.TryAddSingleton<PrecedentAdvisor>();
        return services.Replace(ServiceDescriptor.Singleton<IAdvisor>(Compose));
    }

    /// <summary>
    /// From the outside in: tries, breaker and the limit of one try; then each request is measured by itself.
    /// </summary>
    private static IChatCompletionService OpenChat(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<ModelOptions>();
        var connector = ModelClient.Open(options, provider.GetService<TokenCredential>() ?? new DefaultAzureCredential());
        var metered = new MeteredChat(connector, provider.GetRequiredService<ModelMeter>(), options, provider.GetRequiredService<TimeProvider>());
        return new ResilientChat(metered, provider.GetRequiredService<ChatPipeline>().Build());
    }

    private static FallbackAdvisor Compose(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var limited = new TimeLimitAdvisor(
            provider.GetRequiredService<KernelAdvisor>(), provider.GetRequiredService<ModelOptions>().Timeout, time);
        return new FallbackAdvisor(
            limited, provider.GetRequiredService<PrecedentAdvisor>(), time, provider.GetRequiredService<ILogger<FallbackAdvisor>>());
    }
}
