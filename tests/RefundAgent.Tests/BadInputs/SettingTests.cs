using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;
using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.BadInputs;

public sealed class SettingTests
{
    [Fact]
    public async Task B71_settings_of_payments_that_cannot_work_stop_the_start_with_all_faults()
    {
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => Agent.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Payments:Provider"] = "stripe",
            ["Payments:Stripe:ApiKey"] = "pk_live_of_the_shop",
            ["Payments:Stripe:ApiBase"] = "http://api.example.com",
            ["Payments:HardCapPerRefund:USD"] = "-5.00",
            ["Payments:HardCapPerRefund:JPY"] = "5.50",
            ["Payments:MaxConcurrentCalls"] = "0",
            ["Payments:Sandbox:Faults:0:Answer"] = "explode",
            ["Payments:Sandbox:Faults:1:Answer"] = "pending",
            ["Payments:Sandbox:Faults:1:Nth"] = "0",
        }));

        foreach (var setting in new[]
        {
            "Payments:Stripe:ApiKey", "Payments:Stripe:ApiBase", "Payments:HardCapPerRefund:USD", "Payments:HardCapPerRefund:JPY", "MaxConcurrentCalls",
            "Payments:Sandbox:Faults:0:Answer is 'explode'", "Nth",
        })
        {
            Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("pk_live_of_the_shop", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RefundLedger")]
    [InlineData("RefundLedger.transaction:after:0")]
    [InlineData("Ledger.transaction:after:1")]
    public async Task B72_a_point_to_be_killed_at_that_there_is_not_is_refused_with_those_that_there_are(string point)
    {
        await using var app = AgentHost.Build(Memory(point), 0, (services, configuration) => services.AllowKills(configuration));

        var used = Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<ITables>());
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => AgentHost.StartAsync(app, 0, default));

        Assert.All([used.Message, refused.Message], message =>
        {
            Assert.Contains($"Faults:KillAt is '{point}'", message, StringComparison.Ordinal);
            Assert.Contains("RefundLedger.transaction:after:3", message, StringComparison.Ordinal);
            Assert.Contains("gateway with .refund", message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task B73_a_process_that_may_not_end_itself_does_not_start_with_a_setting_that_tells_it_to()
    {
        const string Point = "Spend.transaction:before:1";
        const string Cloud = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=a2V5;EndpointSuffix=core.windows.net";
        await using var otherHost = AgentHost.Build(Memory(Point), 0);
        await using var deployed = AgentHost.Build(
            new Dictionary<string, string?> { ["Faults:KillAt"] = Point, [SettingNames.Storage] = Cloud }, 0, (services, configuration) => services.AllowKills(configuration));

        foreach (var app in new[] { otherHost, deployed })
        {
            var refused = await Assert.ThrowsAsync<CommandFailedException>(() => AgentHost.StartAsync(app, 0, default));
            Assert.Contains("only 'refund-agent serve' does, and only on a laptop's storage", refused.Message, StringComparison.Ordinal);
        }

        Assert.Throws<OptionsValidationException>(() => deployed.Services.GetRequiredService<ITables>());
    }

    private static Dictionary<string, string?> Memory(string point) => new() { [StorageSettings.InMemory] = "true", ["Faults:KillAt"] = point };
}
