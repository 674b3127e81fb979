using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model.Budgets;
using RefundAgent.Adapters.Model.Lessons;
using RefundAgent.Adapters.Model.Resilience;
using RefundAgent.Adapters.Model.Telemetry;
using RefundAgent.Decisions;
using RefundAgent.Learning.Lessons;

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
        services.TryAddSingleton<ModelSpendBook>();
        services.TryAddSingleton<DayAllowance>();
        services.TryAddSingleton(OpenChat);
        services.TryAddSingleton<KernelAdvisor>();
        services.TryAddSingleton<PrecedentAdvisor>();
        if (configuration.GetValue<bool>(SettingNames.ModelLearning))
        {
            services.TryAddSingleton<ILessonWriter, KernelLessonWriter>();
            services.TryAddSingleton<LessonRound>();
        }

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

    /// <summary>
    /// From the outside in: who speaks instead; one span with what it used; the tenant's day, which counts a slow advice in full; the time
    /// limit of all.
    /// </summary>
    private static FallbackAdvisor Compose(IServiceProvider provider)
    {
        var (options, time) = (Get<ModelOptions>(), Get<TimeProvider>());
        return new FallbackAdvisor(
            Traced(WithinTheDay(InTime(Get<KernelAdvisor>()))), Get<PrecedentAdvisor>(), time, Get<ILogger<FallbackAdvisor>>());

        TracedAdvisor Traced(IAdvisor inner) => new(inner, Get<ModelMeter>());

        IAdvisor WithinTheDay(IAdvisor inner) => DayBudget.Of(options).IsLimited
            ? new DayBudgetAdvisor(inner, Get<DayAllowance>())
            : inner;

        TimeLimitAdvisor InTime(IAdvisor inner) => new(inner, options.Timeout, time);

        T Get<T>()
            where T : notnull => provider.GetRequiredService<T>();
    }
}
