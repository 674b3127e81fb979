using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests;

public sealed class ImportTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task Faulty_order_lines_are_named_by_number_and_the_others_are_imported_however_often_it_runs()
    {
        using var file = new WrittenFile(
            JsonSerializer.Serialize(OrderFile.Order("#7101", "ida", "delivered", "Wool Scarf", 30m)),
            "{ not json",
            """{"orderId":"#7102","customerId":"ida","status":"delivered","currency":"USD","items":[],"paid":"twelve"}""",
            "",
            JsonSerializer.Serialize(OrderFile.Order("#7103", "ida", "delivered", "Garden Chair", 45m)));
        using var client = shop.Serve.Client();

        var first = await RefundAgentCommand.RunAsync("import", "orders", file.Path, "--storage", shop.Storage);
        var second = await RefundAgentCommand.RunAsync("import", "orders", file.Path, "--storage", shop.Storage, "--json");
        var decision = await client.DecideAsync(Ask.ToReturn("imported", "ida", "garden chair", "#7103"));

        Assert.Equal(1, first.ExitCode);
        Assert.Equal("2 orders imported, 2 lines left out of 5.", first.Output.Trim());
        Assert.Contains("\nline 2: ", first.Error, StringComparison.Ordinal);
        Assert.Contains("\nline 3: paid: ", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", first.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
        var report = JsonNode.Parse(second.Output)!;
        Assert.Equal((5, 2, 2), ((int)report["lines"]!, (int)report["imported"]!, (int)report["faultyLines"]!));
        Assert.Equal(("executed", 45m), (decision.Status, decision.Amount!.Value));
    }

    [Fact]
    public async Task An_invalid_policy_is_refused_with_all_its_faults_and_the_one_in_force_stays()
    {
        var policy = JsonNode.Parse(Sample("retail.policy.json"))!;
        policy["mode"] = "eager";
        policy["rules"]![0]!["then"] = "perhaps";
        policy["limits"]!["perRefund"] = "lots";
        using var file = new WrittenFile(policy.ToJsonString());
        using var client = shop.Serve.Client();
        var before = await (await client.GetAsync("api/context")).Content.ReadAsStringAsync();

        var result = await RefundAgentCommand.RunAsync("import", "policy", file.Path, "--storage", shop.Storage);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nothing was changed", result.Error, StringComparison.Ordinal);
        Assert.All(["$.mode", "$.rules[0].then", "$.limits.perRefund"], path => Assert.Contains($"  {path}: ", result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, await (await client.GetAsync("api/context")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Importing_where_nothing_listens_says_what_to_start()
    {
        using var file = new WrittenFile(JsonSerializer.Serialize(OrderFile.Order("#7201", "ida", "delivered", "Wool Scarf", 30m)));

        var result = await RefundAgentCommand.RunAsync("import", "orders", file.Path, "--storage", new DevelopmentAccount().ConnectionString);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("start 'refund-agent serve' (or Azurite) first", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string Sample(string sample) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", sample));
}
