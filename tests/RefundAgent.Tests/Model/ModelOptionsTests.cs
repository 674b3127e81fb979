using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters.Model;

namespace RefundAgent.Tests.Model;

public sealed class ModelOptionsTests
{
    [Fact]
    public void Without_an_endpoint_nothing_is_registered() =>
        Assert.Empty(new ServiceCollection().AddModel(Settings(("Model:Deployment", "left-over"))));

    [Fact]
    public async Task Every_fault_of_the_settings_is_told_at_the_start()
    {
        await using var services = new ServiceCollection()
            .AddModel(Settings(
                ("Model:Endpoint", "api.openai.com/v1"),
                ("Model:ApiKey", " "),
                ("Model:TimeoutSeconds", "0"),
                ("Model:MaxTokensPerAdvice", "5000")))
            .BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(
            ["Endpoint", "ApiKey", "Deployment", "TimeoutSeconds", "MaxTokensPerAdvice"],
            setting => Assert.Contains(setting, fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://localhost:11434/v1/", "any", true)]
    [InlineData("http://models.internal/v1/", null, false)]
    [InlineData("https://name.openai.azure.com/openai/v1/", null, true)]
    [InlineData("ftp://x/", "key", false)]
    public void A_token_never_travels_in_the_clear(string endpoint, string? key, bool valid) =>
        Assert.Equal(valid, new ModelOptionsRules().Validate(null, new ModelOptions { Endpoint = endpoint, ApiKey = key }).Succeeded);

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(each => each.Key, each => (string?)each.Value)).Build();
}
