using System.Text.RegularExpressions;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;
using RefundAgent.Tests;

namespace RefundAgent.EndToEndTests.Models;

/// <summary>
/// Whatever the model's server does, the customer gets the same money and the record tells the truth; every reason that docs/model.md documents is
/// brought about here, against the real `serve` over real HTTP.
/// </summary>
public sealed partial class FaultTests(FaultyShop shop) : IClassFixture<FaultyShop>
{
    /// <summary>Reasons that need settings, and so a `serve`, of their own.</summary>
    private static readonly string[] OfSettings = ["notSignedIn", "circuitOpen", "overBudget"];

    public static TheoryData<string> Faults => [.. ModelFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_customer_is_paid_and_the_record_tells_what_happened(string name)
    {
        var fault = ModelFault.All.Single(each => each.Name == name);

        var (record, answered) = await shop.DecideAsync(fault);

        var (decision, usage) = (record.Decision, record.Usage);
        Assert.Equal(("complete", "approve", "executed"), (record.State, decision.Outcome, decision.Status));
        Assert.Equal(20m, record.Claims.Sum(claim => claim.Moved));
        Assert.Equal(fault.Fallback is null ? "model" : "precedent", decision.Advisor);
        Assert.Equal(decision.Advisor, usage.Advisor);
        Assert.Equal(fault.Fallback, usage.Fallback?.Split(':')[0]);
        Assert.Equal((100 * answered, 20 * answered, answered * 0.001m), (usage.InputTokens, usage.OutputTokens, usage.CostUsd));
        Assert.True(usage.Milliseconds > 0);
        if (fault.Fallback is null)
        {
            Assert.Equal("scripted-1", usage.Deployment);
            Assert.Equal(fault.Tools, usage.Tools.Select(tool => (tool.Name, tool.Failed)));
        }
    }

    [Fact]
    public async Task A_deployment_that_keeps_failing_is_left_alone()
    {
        await using var model = await ScriptedModel.StartAsync(_ => ScriptedReply.Fails(500));
        var settings = FaultyShop.Settings(model.Endpoint);
        (settings["Model__Breaker__MinimumRequests"], settings["Model__MaxRetries"]) = ("2", "0");

        var reasons = await ReasonsAsync(settings, messages: 3);

        Assert.Equal(["serverError", "serverError", "circuitOpen"], reasons);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Without_a_key_and_without_an_identity_nobody_is_asked()
    {
        var settings = FaultyShop.Settings("https://127.0.0.1:9/v1/");
        settings.Remove("Model__ApiKey");
        settings["AZURE_TOKEN_CREDENTIALS"] = "EnvironmentCredential";

        Assert.Equal(["notSignedIn"], await ReasonsAsync(settings, messages: 1));
    }

    [Fact]
    public async Task An_advice_that_could_pass_its_budget_is_not_gone_on_with()
    {
        await using var model = await ScriptedModel.StartAsync(_ => ScriptedReply.Says("no JSON", inputTokens: 3_900));
        var settings = FaultyShop.Settings(model.Endpoint);
        (settings["Model__MaxPromptTokens"], settings["Model__MaxOutputTokens"], settings["Model__MaxTokensPerAdvice"]) = ("4000", "200", "4200");

        Assert.Equal(["overBudget"], await ReasonsAsync(settings, messages: 1));
        Assert.Single(model.Requests);
    }

    [Fact]
    public void Every_documented_reason_is_brought_about_here_and_no_other()
    {
        var page = Repository.Read("docs", "model.md");
        var section = page[page.IndexOf("## When it fails", StringComparison.Ordinal)..];
        var documented = Row().Matches(section[..(section.IndexOf("\n## ", 4, StringComparison.Ordinal) is var end and > 0 ? end : section.Length)])
            .Select(row => row.Groups[1].Value).Where(reason => reason != "fallback");

        Assert.Equal(
            ModelFault.All.Select(fault => fault.Fallback).OfType<string>().Concat(OfSettings).Distinct().Order(StringComparer.Ordinal),
            documented.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>What the records of some messages to the sample shop name, each decided all the same.</summary>
    private static async Task<string[]> ReasonsAsync(Dictionary<string, string> settings, int messages)
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = "memory", Environment = settings });
        using var client = serve.Client();
        var reasons = new string[messages];
        for (var message = 0; message < messages; message++)
        {
            var decision = await client.DecideAsync(Ask.ToCancel($"message-{message}", "mara.lind", "#1001"));
            var record = await client.RecordAsync(decision.DecisionId);
            Assert.Equal(("complete", "precedent"), (record.State, record.Usage.Advisor));
            reasons[message] = record.Usage.Fallback?.Split(':')[0] ?? "";
        }

        return reasons;
    }

    /// <summary>A row of a table whose last cell begins with a word in code.</summary>
    [GeneratedRegex(@"^\|.*\| `(\w+)`[^|]*\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
