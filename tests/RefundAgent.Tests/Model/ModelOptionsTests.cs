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

    public static TheoryData<string, string, string> Faulty { get; } = new()
    {
        { "Model:AttemptTimeoutSeconds", "21", "Model:AttemptTimeoutSeconds must be at most" },
        { "Model:MaxRetries", "6", "MaxRetries" },
        { "Model:Breaker:FailureRatio", "0", "FailureRatio" },
        { "Model:Breaker:MinimumRequests", "1", "MinimumRequests" },
        { "Model:Breaker:SamplingSeconds", "1", "SamplingSeconds" },
        { "Model:Breaker:BreakSeconds", "0", "BreakSeconds" },
        { "Model:ReasoningEffort", "hard", "Model:ReasoningEffort is 'hard'" },
        { "Model:CachedInputPricePerMillion", "3", "Model:CachedInputPricePerMillion must be at most" },
        { "Model:MaxTokensPerDay", "59999", "Model:MaxTokensPerDay must be at least" },
        { "Model:MaxCostPerAdvice", "0.02", "Model:MaxCostPerAdvice must cover" },
        { "Model:MaxCostPerAdvice", "-1", "MaxCostPerAdvice" },
        { "Model:MaxCostPerDay", "0.40", "Model:MaxCostPerDay must be at least what one message can cost, 0.48 dollars" },
        { "Model:InputPricePerMillion", "0", "" },
        { "Model:ReasoningEffort", "", "" },
        { "Model:MaxTokensPerDay", "", "" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_setting_that_cannot_be_meant_is_refused_by_its_name(string setting, string value, string fault)
    {
        var settings = new Dictionary<string, string>
        {
            ["Model:Endpoint"] = "https://name.openai.azure.com/openai/v1/",
            ["Model:Deployment"] = "d",
            ["Model:InputPricePerMillion"] = "2",
            ["Model:OutputPricePerMillion"] = "8",
            [setting] = value,
        };
        await using var services = new ServiceCollection()
            .AddModel(Settings([.. settings.Select(each => (each.Key, each.Value))])).BuildServiceProvider();

        var told = Record.Exception(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(fault.Length == 0, told is null);
        Assert.Contains(fault, told?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxCostPerAdvice")]
    [InlineData("MaxCostPerDay")]
    public void A_limit_in_dollars_needs_prices(string limit)
    {
        var options = new ModelOptions { Endpoint = "https://x/", Deployment = "d", InputPricePerMillion = 1 };
        typeof(ModelOptions).GetProperty(limit)!.SetValue(options, 5.0);

        Assert.Contains("a limit in dollars means nothing without prices", new ModelOptionsRules().Validate(null, options).FailureMessage, StringComparison.Ordinal);
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
