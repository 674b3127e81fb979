using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Payments;

namespace RefundAgent.Tests.Payments;

public sealed class PaymentsOptionsTests
{
    private const string Cloud = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=a2V5;EndpointSuffix=core.windows.net";

    [Fact]
    public void A_fresh_machine_pays_with_the_sandbox()
    {
        Assert.Empty(Faults());
        Assert.Empty(Faults(
            ("Payments:Provider", ""), ("Payments:Stripe:ApiKey", ""), ("Payments:HardCapPerRefund:USD", "")));
        Assert.Equal("sandbox (no real money moves)", Services().DescribePayments());
    }

    [Theory]
    [InlineData("sk_test_1", "Stripe with a test key (no real money moves)")]
    [InlineData("rk_live_1", "Stripe with a live key: real money moves")]
    public void An_operator_is_told_whether_real_money_moves(string key, string told)
    {
        var services = Services((SettingNames.Storage, Cloud), ("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", key));

        Assert.Equal(told, services.DescribePayments());
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "", null, "sandbox")]
    [InlineData(Cloud, "sandbox", null, "sandbox")]
    [InlineData(Cloud, "stripe", "sk_test_1", "stripe (test)")]
    [InlineData(Cloud, "stripe", "rk_live_1", "stripe (live)")]
    public void Whose_books_are_read_is_said(string storage, string? provider, string? key, string books) =>
        Assert.Equal(books, Services((SettingNames.Storage, storage), (SettingNames.PaymentsProvider, provider), ("Payments:Stripe:ApiKey", key)).NameOfBooks());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Beyond_a_laptop_nobody_guesses_whose_books_to_read(string? provider)
    {
        var services = Services((SettingNames.Storage, Cloud), (SettingNames.PaymentsProvider, provider));

        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(services.NameOfBooks).Failures);

        Assert.Contains("Payments__Provider=stripe", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_settings_is_told_at_once()
    {
        var faults = string.Join('\n', Faults(
            ("Payments:Provider", "stripe"),
            ("Payments:MaxConcurrentCalls", "0"),
            ("Payments:TimeoutSeconds", "31"),
            ("Payments:MaxRetries", "-1"),
            ("Payments:HardCapPerRefund:USD", "-5"),
            ("Payments:HardCapPerRefund:Dollars", "5"),
            ("Payments:HardCapPerRefund:JPY", "5.50"),
            ("Payments:Stripe:ApiBase", "http://api.stripe.com"),
            ("Payments:Sandbox:SettleAfterSeconds", "-1"),
            ("Payments:Sandbox:Faults:0:Times", "0"),
            ("Payments:Sandbox:Faults:1:Answer", "Pending"),
            ("Payments:Sandbox:Faults:1:Call", "Read"),
            ("Payments:Sandbox:Faults:1:Order", "o1"),
            ("Payments:Sandbox:Faults:2:Answer", "7"),
            ("Payments:Sandbox:Faults:2:Call", "wriet")));

        Assert.All(
            [
                "Payments:Stripe:ApiKey", "MaxConcurrentCalls", "TimeoutSeconds", "MaxRetries", "HardCapPerRefund:USD", "HardCapPerRefund:Dollars",
                "HardCapPerRefund:JPY", "Payments:Stripe:ApiBase", "SettleAfterSeconds", "Times", "Faults:0:Answer is ''", "Faults:1: Pending answers refunds only",
                "Faults:1: a read names no order", "Faults:2:Answer is '7' and must be one of Unavailable, TooMany", "Faults:2:Call is 'wriet'",
            ],
            setting => Assert.Contains(setting, faults, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("paypal")]
    [InlineData("Stripe")]
    public void A_provider_that_there_is_not_is_refused(string provider) =>
        Assert.Contains("'sandbox'", Assert.Single(Faults(("Payments:Provider", provider))), StringComparison.Ordinal);

    [Theory]
    [InlineData("pk_live_123")]
    [InlineData("whsec_123")]
    public void A_key_that_cannot_refund_is_refused_without_being_repeated(string key)
    {
        var fault = Assert.Single(Faults(("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", key)));

        Assert.DoesNotContain("123", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk_live_1", "UseDevelopmentStorage=true", null, 1)]
    [InlineData("rk_live_1", "UseDevelopmentStorage=true", "false", 1)]
    [InlineData("sk_live_1", "UseDevelopmentStorage=true", "true", 0)]
    [InlineData("sk_live_1", Cloud, null, 0)]
    [InlineData("sk_test_1", "UseDevelopmentStorage=true", null, 0)]
    public void A_live_key_on_a_laptops_storage_needs_a_second_word(string key, string storage, string? allow, int faults) => Assert.Equal(
        faults,
        Faults(
            (SettingNames.Storage, storage), ("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", key), ("Payments:Stripe:AllowLive", allow)).Length);

    [Fact]
    public void A_live_key_on_storage_in_memory_needs_it_as_well() => Assert.Single(Faults(
        (StorageSettings.InMemory, "true"), ("Payments:Provider", "stripe"), ("Payments:Stripe:ApiKey", "sk_live_1")));

    [Fact]
    public void The_key_of_a_provider_that_is_not_used_is_nobodys_business() => Assert.Empty(Faults(("Payments:Stripe:ApiKey", "sk_live_1")));

    private static string[] Faults(params (string Key, string? Value)[] settings)
    {
        try
        {
            Services(settings).GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures];
        }
    }

    private static ServiceProvider Services(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(SettingNames.Storage, "UseDevelopmentStorage=true")])
            .AddInMemoryCollection(settings.ToDictionary(each => each.Key, each => each.Value))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddPayments(configuration).BuildServiceProvider();
    }
}
