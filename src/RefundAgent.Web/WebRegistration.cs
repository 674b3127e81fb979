using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RefundAgent.Identity;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Web;

/// <summary>Puts the HTTP surface together for either host.</summary>
public static class WebRegistration
{
    public static IServiceCollection AddRefundAgentWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        services.AddOptions<CallOptions>().Bind(configuration.GetSection(CallOptions.Section))
            .Validate(options => options.TimeLimit > TimeSpan.Zero && options.TimeLimit <= TimeSpan.FromSeconds(230),
                "Decisions:TimeLimit must lie between 00:00:01 and 00:03:50.")
            .ValidateOnStart();
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section))
            .Validate(options => options.Standard.Secret is null or "" || StandardWebhook.KeyOf(options.Standard.Secret) is not null,
                "Webhooks:Standard:Secret must be whsec_ followed by the Base64 of at least 16 bytes.")
            .Validate(options => Id.TryParse<TenantId>(options.Standard.Tenant, out _),
                "Webhooks:Standard:Tenant is blank: name the tenant whose tickets the sender brings, or leave the setting out for 'default'.")
            .Validate(options => StripeSignature.KeysOf(options.Stripe.Secret) is not null,
                "Webhooks:Stripe:Secret must be the endpoint's signing secret (whsec_…, not an API key), or several with commas between them.")
            .Validate(options => Id.TryParse<TenantId>(options.Stripe.Tenant, out _),
                "Webhooks:Stripe:Tenant is blank: name the tenant whose payments Stripe reports on, or leave the setting out for 'default'.")
            .ValidateOnStart();
        return services
            .AddSingleton<ApiKeys>()
            .AddSingleton(new EasyAuth(configuration))
            .AddSingleton<ApiCalls>()
            .AddSingleton<RefundApi>()
            .AddSingleton<FeedbackApi>()
            .AddSingleton<ApprovalApi>()
            .AddSingleton<PaymentEventApi>()
            .AddSingleton<DiscrepancyApi>()
            .AddSingleton<StandardEventApi>()
            .AddSingleton<HelpdeskEventApi>()
            .AddSingleton<WebhookApi>()
            .AddSingleton<ModeApi>()
            .AddSingleton<ContextApi>()
            .AddSingleton<ControlApi>()
            .AddSingleton<ItemApi>()
            .AddSingleton<CustomerApi>()
            .AddSingleton<ProposalApi>()
            .AddSingleton<LearningApi>()
            .AddSingleton<KpiApi>()
            .AddSingleton<Readiness>()
            .AddSingleton<HealthApi>()
            .AddSingleton<OpenApiDocument>()
            .AddSingleton<ConsolePage>();
    }
}
