using System.Globalization;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Models;

/// <summary>One `serve` with a model whose server does what the test says; a customer with one delivered order for each fault.</summary>
public sealed class FaultyShop : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private ScriptedModel? model;
    private ServeProcess? serve;
    private ModelFault fault = ModelFault.All[0];
    private int turn;
    private int answered;

    internal AgentClient Client() => serve!.Client();

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        model = await ScriptedModel.StartAsync(Play);
        await OrderFile.ImportAsync(
            azurite.ConnectionString, ModelFault.All.Index().Select(each => OrderFile.Order(OrderOf(each.Index), CustomerOf(each.Index), "delivered", "Garden Chair", 20m)));
        serve = await ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString, Environment = Settings(model.Endpoint) });
    }

    /// <summary>Decides a return while the model's server does this to us.</summary>
    /// <returns>The decision's record, and how many answers with a count of tokens the server gave for it.</returns>
    internal async Task<(DecisionRecord Record, int Answered)> DecideAsync(ModelFault happening)
    {
        (fault, turn, answered) = (happening, 0, 0);
        var index = ModelFault.All.ToList().IndexOf(happening);
        using var client = Client();
        var decision = await client.DecideAsync(Ask.ToReturn($"fault-{index}", CustomerOf(index), "Garden Chair", OrderOf(index)));
        return (await client.RecordAsync(decision.DecisionId), answered);
    }

    public async Task DisposeAsync()
    {
        if (serve is not null)
        {
            await serve.DisposeAsync();
        }

        if (model is not null)
        {
            await model.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }

    /// <summary>The breaker stays out of it: here one fault shall not answer for another.</summary>
    internal static Dictionary<string, string> Settings(string endpoint) => new()
    {
        ["Model__Endpoint"] = endpoint,
        ["Model__Deployment"] = "scripted-1",
        ["Model__ApiKey"] = "test-key",
        ["Model__TimeoutSeconds"] = "8",
        ["Model__AttemptTimeoutSeconds"] = "5",
        ["Model__MaxRetries"] = "1",
        ["Model__Breaker__MinimumRequests"] = "1000",
        ["Model__InputPricePerMillion"] = "10",
    };

    private ScriptedReply Play(ScriptedRequest request)
    {
        var reply = fault.Turns[Math.Min(turn++, fault.Turns.Length - 1)](request);
        answered += reply is ScriptedReply.Body { Status: 200 } said && said.Content.Contains("prompt_tokens", StringComparison.Ordinal) ? 1 : 0;
        return reply;
    }

    private static string OrderOf(int index) => (7001 + index).ToString("'#'0", CultureInfo.InvariantCulture);

    private static string CustomerOf(int index) => $"customer-{index}";
}
