using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using RefundAgent.Adapters;
using RefundAgent.Replies;
using RefundAgent.Scripted;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Models;

/// <summary>`walkthrough`: writes docs/model-walkthrough.md, with the scripted server or with the model that the environment names.</summary>
internal static class WalkthroughCommand
{
    private const string Recorded = """
        # One case with a model, from end to end

        Recorded with a scripted server: **no real model was available**, so the words of the model on this page are ours. Everything else is what the
        program did and said, over real HTTP. The page is written by a command, and a test holds it to what the program does today:

        ```
        dotnet run --project tests/RefundAgent.Benchmarks -- walkthrough --out docs/model-walkthrough.md
        ```

        The same case with a real model, once there is an endpoint ([settings](model.md#settings)):

        ```
        Model__Endpoint=https://api.openai.com/v1/ Model__Deployment=gpt-5-mini Model__ApiKey=KEY dotnet run --project tests/RefundAgent.Benchmarks -- walkthrough
        ```

        """;

    private const string Message = "I want to return the Desk Lamp from order #1001. And the blanket has lost its charm before it even got here.";

    public static Command Create()
    {
        var file = new Option<string?>("--out") { Description = "Where the page goes; else to standard output." };
        var command = new Command(
            "walkthrough", "One case from the message to the reply, with all that a model is told and says. With Model__Endpoint set, by that model; else by a scripted server.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var page = environment[SettingNames.ModelEndpoint] is { Length: > 0 } endpoint
                ? await WriteAsync(Forwarding(endpoint, environment), $"# One case with {environment[SettingNames.ModelDeployment]}, from end to end\n", cancellationToken)
                : await WriteAsync(cancellationToken);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllTextAsync(path, page, cancellationToken);
            }
            else
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(page);
            }
        });
        return command;
    }

    /// <summary>The page with the scripted server; the same every time.</summary>
    public static Task<string> WriteAsync(CancellationToken cancellationToken) => WriteAsync(Scripted, Recorded, cancellationToken);

    private static async Task<string> WriteAsync(Func<ScriptedRequest, ScriptedReply> part, string head, CancellationToken cancellationToken)
    {
        var replies = new List<ScriptedReply>();
        await using var model = await ScriptedModel.StartAsync(request =>
        {
            replies.Add(part(request));
            return replies[^1];
        });
        await using var lab = new ModelLab(model.Endpoint, time: new StoppedClock());
        await lab.PlantSamplesAsync(cancellationToken);
        var record = await lab.DecideAsync(CustomerId.From("mara.lind"), Message, cancellationToken);
        return new Walkthrough(model.Requests, replies, record, lab.Get<ReplyBook>()).Write(head);
    }

    /// <summary>Looks things up first, then reads both requests, of which the built-in reader finds one.</summary>
    private static ScriptedReply Scripted(ScriptedRequest request) => request.ToolAnswers.Count switch
    {
        0 => ScriptedReply.Calls("case-find_orders", "case-refund_history"),
        2 => ScriptedReply.Call("case-quote_entitlement", """{"orderId":"#1002","request":"cancel"}"""),
        _ => ScriptedAnswer.Of(
            [
                new ScriptedClaim
                {
                    Quote = "I want to return the Desk Lamp from order #1001", OrderId = "#1001", Items = ["LAMP-BRASS"], Cites = ["return-delivered"], Confidence = 0.97,
                },
                new ScriptedClaim
                {
                    Quote = "the blanket has lost its charm before it even got here", Request = "cancel", OrderId = "#1002", Reason = "changed_mind",
                    Cites = ["cancel-pending"], Confidence = 0.9,
                },
            ],
            "Thank you for writing to us! {c1} {c2} Have a good day.",
            "Two requests. The lamp was delivered and may come back by return-delivered. The blanket has not been sent yet and is no longer wanted: cancel-pending holds."),
    };

    private static Func<ScriptedRequest, ScriptedReply> Forwarding(string endpoint, IConfiguration environment) => request =>
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{endpoint.TrimEnd('/')}/chat/completions")
        {
            Content = new StringContent(
                request.Body.GetRawText().Replace($"\"model\":\"{ModelLab.Deployment}\"", $"\"model\":\"{environment[SettingNames.ModelDeployment]}\"", StringComparison.Ordinal),
                Encoding.UTF8,
                "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", environment[SettingNames.ModelApiKey]);
        using var response = http.Send(message);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return new ScriptedReply.Body((int)response.StatusCode, reader.ReadToEnd());
    };

    /// <summary>Every run of the page is of the same moment and took no time.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);

        public override long GetTimestamp() => 0;
    }
}
