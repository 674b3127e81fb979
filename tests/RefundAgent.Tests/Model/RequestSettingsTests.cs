using System.Text.Json;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model;

namespace RefundAgent.Tests.Model;

/// <summary>What the connector makes of the settings, as a server reads it.</summary>
public sealed class RequestSettingsTests
{
    [Fact]
    public async Task A_reasoning_model_gets_its_effort_and_the_newer_name_of_the_cap()
    {
        var body = await SendAsync(new ModelOptions { ReasoningEffort = "minimal" });

        Assert.Equal("minimal", body.GetProperty("reasoning_effort").GetString());
        Assert.Equal(1_500, body.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_tokens", out _));
        Assert.False(body.TryGetProperty("temperature", out _));
    }

    [Fact]
    public async Task A_server_that_knows_the_older_name_only_gets_that_one_only()
    {
        var body = await SendAsync(new ModelOptions { LegacyMaxTokens = true, Temperature = 0 });

        Assert.Equal(1_500, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal(0, body.GetProperty("temperature").GetDouble());
        Assert.False(body.TryGetProperty("max_completion_tokens", out _));
        Assert.False(body.TryGetProperty("reasoning_effort", out _));
    }

    [Fact]
    public async Task Every_effort_that_a_setting_may_name_reaches_the_server()
    {
        foreach (var effort in ReasoningEfforts.All)
        {
            Assert.Equal(effort, (await SendAsync(new ModelOptions { ReasoningEffort = effort })).GetProperty("reasoning_effort").GetString());
        }
    }

    private static async Task<JsonElement> SendAsync(ModelOptions options)
    {
        await using var server = await ScriptedModel.StartAsync(ScriptedReply.Says("hello"));
        (options.Endpoint, options.Deployment, options.ApiKey) = (server.Endpoint, "scripted-1", "test-key");
        var chat = ModelClient.Open(options, new Azure.Identity.DefaultAzureCredential());

        await chat.GetChatMessageContentAsync("hello", RequestSettings.Of(options));

        return Assert.Single(server.Requests).Body;
    }
}
