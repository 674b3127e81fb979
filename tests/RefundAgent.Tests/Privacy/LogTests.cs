using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters;
using RefundAgent.Tests.Model;
using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.Privacy;

/// <summary>Everything that the product and what it is made of write at Trace while a ticket full of personal data goes through a real host.</summary>
public sealed class LogTests
{
    private static readonly string[] Values =
    [
        "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "mara.lind@example.com", "+44 20 7946 0958", "12 Elm Street", "Hunter2!secret", "sk_live_51Habcdefgh",
    ];

    private static readonly string Message = $"{Requests.ReturnLamp} My card is {Values[0]}, my account {Values[1]}, write to {Values[2]} or call {Values[3]}. "
        + $"I live at {Values[4]}. My password is {Values[5]} and my key {Values[6]}";

    [Fact]
    public async Task No_log_holds_any_of_it_while_a_ticket_is_decided_with_a_model_that_repeats_it()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedReply.Says(Message), ScriptedReply.Says(Message), ScriptedReply.Says(Message));
        var (agent, witness) = await StartAsync(new() { [SettingNames.ModelEndpoint] = model.Endpoint, [SettingNames.ModelDeployment] = "m", [SettingNames.ModelApiKey] = "k" });
        await using var _ = agent;

        var decided = await agent.PostAsync("api/refunds", Requests.Refund(Message).With("claim", new { reason = Message }));
        await agent.PostAsync($"api/refunds/{decided["decisionId"]}/feedback", new { kind = "ruling", claimId = "c1", outcome = "deny", note = Message, reason = Message }, "manager");
        await agent.PostAsync($"api/customers/{Uri.EscapeDataString(Values[2])}/erase", new { }, "operator");

        Assert.Equal(200, decided.Code);
        Assert.NotEmpty(model.Requests);
        Assert.Contains("The model answered I would like to return the Desk Lamp from order #1001. My card is [card]", witness.Text, StringComparison.Ordinal);
        AssertSilent(witness);
    }

    [Fact]
    public async Task No_log_holds_any_of_it_when_storage_repeats_it_in_a_failure()
    {
        var (agent, witness) = await StartAsync([]);
        await using var _ = agent;
        agent.Tables.Before = call => call.Table == "Decisions"
            ? new InvalidOperationException($"The row of {Message} cannot be written.", new TimeoutException(Message))
            : null;

        var failed = await agent.PostAsync("api/refunds", Requests.Refund(Message));

        Assert.Equal(500, failed.Code);
        Assert.Contains("The row of", witness.Text, StringComparison.Ordinal);
        Assert.Contains("[card]", witness.Text, StringComparison.Ordinal);
        AssertSilent(witness);
    }

    private static void AssertSilent(Witness witness)
    {
        Assert.InRange(witness.Heard.Count, 50, int.MaxValue);
        Assert.All(Values, value => Assert.DoesNotContain(value, witness.Text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Uri.EscapeDataString(Values[2]), witness.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(Agent Agent, Witness Witness)> StartAsync(Dictionary<string, string?> settings)
    {
        var witness = new Witness();
        var agent = await Agent.StartAsync(
            services => services
                .AddSingleton<ILoggerProvider>(witness)
                .PostConfigure<LoggerFilterOptions>(filters =>
                {
                    filters.Rules.Clear();
                    filters.MinLevel = LogLevel.Trace;
                }),
            settings);
        return (agent, witness);
    }
}
