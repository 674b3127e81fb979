using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;

namespace RefundAgent.EndToEndTests.Models;

/// <summary>The same tickets through either advisor; a model that did not speak must not look like one that agrees.</summary>
public sealed class EvaluateTests
{
    /// <summary>Words that the built-in reader only has a question for.</summary>
    private const string Foreign = "Ho ricevuto la sedia rotta, vorrei renderla.";

    private static readonly object[] Orders =
    [
        OrderFile.Order("#8001", "uma", "delivered", "Garden Chair", 45m),
        OrderFile.Order("#8002", "vic", "delivered", "Garden Chair", 30m),
    ];

    private static readonly object[] Tickets =
    [
        Ticket("plain", "uma", "I want to return the Garden Chair from order #8001.", "#8001", "45.00"),
        Ticket("foreign", "vic", Foreign, "#8002", "30.00"),
        Ticket("thanks", "uma", "Where is my order #8001?"),
    ];

    [Fact]
    public async Task Both_advisors_stand_side_by_side_with_cost_and_time()
    {
        await using var model = await ScriptedModel.StartAsync(request =>
            request.Case.Message.StartsWith("Where", StringComparison.Ordinal) ? ScriptedReply.Fails(400) : ModelFault.Agrees(request));

        var result = (await EvaluateAsync(model, "both", "--json")).MustSucceed();

        using var document = JsonDocument.Parse(result.Output);
        var (precedent, with) = (document.RootElement.GetProperty("precedent"), document.RootElement.GetProperty("model"));
        Assert.Equal((1, 1, 1, 2), (Number(precedent, "exact"), Number(precedent, "prepared"), Number(with, "exact"), Number(with, "prepared")));
        Assert.Equal((0, 2), (Number(precedent, "advised"), Number(with, "advised")));
        Assert.Equal("""{"rejected":1}""", with.GetProperty("fallbacks").GetRawText());
        Assert.Equal("""{"input":200,"output":40}""", with.GetProperty("tokens").GetRawText());
        Assert.Equal(0.002m, with.GetProperty("costUsd").GetDecimal());
        Assert.True(with.GetProperty("milliseconds").GetProperty("p95").GetDouble() >= with.GetProperty("milliseconds").GetProperty("median").GetDouble());
        Assert.False(precedent.TryGetProperty("milliseconds", out _));
        Assert.Equal(["foreign"], document.RootElement.GetProperty("differ").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(0, Number(with.GetProperty("wrongMoney"), "tickets"));
    }

    [Fact]
    public async Task A_person_reads_one_table_and_is_told_who_spoke()
    {
        await using var model = await ScriptedModel.StartAsync(request =>
            request.Case.Message.StartsWith("Where", StringComparison.Ordinal) ? ScriptedReply.Fails(400) : ModelFault.Agrees(request));

        var output = string.Join(' ', (await EvaluateAsync(model, "both")).MustSucceed().Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("exact once a person agrees", output, StringComparison.Ordinal);
        Assert.Contains("The model advised on 2 of 3 tickets; on 1 the built-in advisor stood in: rejected 1.", output, StringComparison.Ordinal);
        Assert.Contains("1 ticket ending otherwise: foreign", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("both")]
    public async Task A_model_that_never_speaks_is_an_error_and_not_an_agreement(string advisor)
    {
        await using var model = await ScriptedModel.StartAsync(_ => ScriptedReply.Fails(401));

        var result = await EvaluateAsync(model, advisor, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The model gave no usable advice on any of 3 tickets: what is shown for it is the built-in advisor. Why: rejected: HTTP 401 (3).", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_model_is_out_of_reach_nobody_waits_for_all_tickets()
    {
        await using var model = await ScriptedModel.StartAsync(_ => ScriptedReply.Fails(401));
        var many = Enumerable.Range(0, 60).Select(number => Ticket($"t{number}", "uma", "Where is my order?"));

        var result = await EvaluateAsync(model, "both", many, "--json");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("so this was stopped", result.Error, StringComparison.Ordinal);
        Assert.InRange(model.Requests.Count, 20, 59);
    }

    private static Task<CommandResult> EvaluateAsync(ScriptedModel model, string advisor, params string[] more) => EvaluateAsync(model, advisor, Tickets, more);

    private static async Task<CommandResult> EvaluateAsync(ScriptedModel model, string advisor, IEnumerable<object> tickets, params string[] more)
    {
        using var lines = new WrittenFile(tickets.Select(ticket => JsonSerializer.Serialize(ticket)));
        using var orders = new WrittenFile(Orders.Select(order => JsonSerializer.Serialize(order)));
        return await RefundAgentCommand.RunAsync(
            ["evaluate", lines.Path, "--orders", orders.Path, "--advisor", advisor, .. more], FaultyShop.Settings(model.Endpoint));
    }

    private static object Ticket(string id, string customer, string message, string? order = null, string? amount = null) => new
    {
        id,
        customer = new { id = customer },
        message,
        truth = new { refundOnly = order is not null, refunds = order is null ? [] : new[] { new { orderId = order, items = new[] { $"{order}-item" }, kind = "return", amount } } },
    };

    private static int Number(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
