using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Evidence;
using RefundAgent.Identity;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Payments;

/// <summary>The providers as a host puts them together, with all that wraps them.</summary>
public sealed class PaymentsRegistrationTests
{
    [Fact]
    public async Task A_refund_that_Stripe_throttles_once_is_paid_once_under_one_key()
    {
        await using var stripe = await ScriptedStripe.StartAsync(
            StripeReply.Charge(), StripeReply.Error(429, "rate_limit", retryAfter: "1"), StripeReply.Charge(), StripeReply.Refund());
        await using var services = Services(
            ("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", "sk_test_1"), ("Payments:Stripe:ApiBase", stripe.Address));

        Assert.Equal(new RefundResult.Succeeded("re_1"), await services.GetRequiredService<IRefundGateway>().RefundAsync(FixedGateway.Request(), default));
        Assert.Equal(["rf_1", "rf_1"], stripe.Posts.Select(post => post.Key));
        Assert.Equivalent(stripe.Posts.First().Form, stripe.Posts.Last().Form, strict: true);
    }

    [Fact]
    public async Task A_cap_stops_a_refund_before_Stripe_hears_of_it()
    {
        await using var stripe = await ScriptedStripe.StartAsync();
        await using var services = Services(
            ("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", "sk_test_1"), ("Payments:Stripe:ApiBase", stripe.Address),
            ("Payments:HardCapPerRefund:USD", "9.99"));

        var refused = await services.GetRequiredService<IRefundGateway>().RefundAsync(FixedGateway.Request(), default);

        Assert.Equal(RefundFailure.Limit, Assert.IsType<RefundResult.Failed>(refused).Failure);
        Assert.Empty(stripe.Calls);
    }

    /// <summary>As docs/payments.md writes it down for a rehearsal: it pays, breaks off, and only the look-up tells.</summary>
    [Fact]
    public async Task The_sandbox_breaks_off_after_paying_as_often_as_its_settings_say()
    {
        await using var services = Services(
            ("Payments:Sandbox:Faults:0:Answer", "timeoutAfterPaying"), ("Payments:Sandbox:Faults:0:Payment", "ch_1"), ("Payments:Sandbox:Faults:0:Times", "3"));
        var request = FixedGateway.Request();
        await services.GetRequiredService<IOrderBook>().PutAsync(request.Tenant, Samples.Order("o1", "ann", 100_00, "ch_1"), default);
        var gateway = services.GetRequiredService<IRefundGateway>();

        Assert.IsType<RefundResult.Unknown>(await gateway.RefundAsync(request, default));
        Assert.Equal(request.Key, Assert.Single(await gateway.ListRefundsAsync(request.Tenant, request.Payment, default)).Key);
        Assert.IsType<RefundResult.Succeeded>(await gateway.RefundAsync(request, default));
        Assert.Single(await gateway.ListRefundsAsync(request.Tenant, request.Payment, default));
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(StorageSettings.InMemory, "true")])
            .AddInMemoryCollection(settings.ToDictionary(each => each.Key, each => (string?)each.Value))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(new SkippingClock())
            .AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(configuration)
            .BuildServiceProvider();
    }
}
