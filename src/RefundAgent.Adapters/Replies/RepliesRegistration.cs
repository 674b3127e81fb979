using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RefundAgent.Replies;

namespace RefundAgent.Adapters.Replies;

/// <summary>Opens the book of replies once, at the start, so that a faulty text is found by its author and not by a customer.</summary>
internal static class RepliesRegistration
{
    public static IServiceCollection AddReplies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RepliesOptions>().Bind(configuration.GetSection(RepliesOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<RepliesOptions>, OperatorReplies>()
            .AddSingleton(provider => OperatorReplies.Open(provider.GetRequiredService<IOptions<RepliesOptions>>().Value).Book!);
    }
}
