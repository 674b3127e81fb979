using System.Text.Json;
using RefundAgent.Adapters.Policies;
using RefundAgent.Cli.Samples;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Tests.Cli.Samples;

public sealed class SampleFilesTests
{
    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_policy_is_valid(string sample)
    {
        var policy = Policy(sample);

        Assert.Equal(sample, policy.Name);
        Assert.Equal(Mode.Earned, policy.Mode);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_line_of_sample_orders_is_an_order_with_an_id_of_its_own(string sample)
    {
        var orders = File.ReadLines(SampleFiles.Orders(sample))
            .Select(line => Assert.IsType<OrderLineResult.Parsed>(OrderLine.Parse(line)).Order)
            .ToList();

        Assert.Equal(orders.Count, orders.Select(order => order.Id).Distinct().Count());
        Assert.True(orders.Count >= 6);
    }

    [Fact]
    public void The_airline_knows_nothing_of_bookings_flights_customers_or_reasons()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SampleFiles.Policy("airline")));
        var facts = FactsIn(document.RootElement).ToList();

        Assert.NotEmpty(facts);
        Assert.DoesNotContain(facts, fact => fact.StartsWith("booking.", StringComparison.Ordinal)
            || fact.StartsWith("flight.", StringComparison.Ordinal)
            || fact.StartsWith("customer.", StringComparison.Ordinal)
            || fact == FactNames.ClaimReason);
        Assert.DoesNotContain(Policy("airline").Rules, rule => rule.Then is Outcome.Approve or Outcome.Deny);
        Assert.Equal("30000.00 USD", Policy("airline").Discretion!.UpTo.ToString());
    }

    [Fact]
    public void The_retail_sample_lets_returns_and_cancellations_in_policy_act_alone()
    {
        var policy = Policy("retail");

        Assert.All(policy.Rules.Where(rule => rule.Then == Outcome.Approve), rule => Assert.Equal(Handling.Auto, rule.Handling));
        Assert.Equal("5000.00 USD", policy.Limits.PerRefund.ToString());
        Assert.Equal("10000.00 USD", policy.Limits.PerCustomer30Days.ToString());
    }

    [Fact]
    public void Every_line_of_the_sample_history_has_what_the_contract_asks_for()
    {
        var lines = File.ReadLines(SampleFiles.History("airline")).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(60, lines.Select(line => line.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(lines, line =>
        {
            var outcome = line.GetProperty("verdict").GetProperty("outcome").GetString();
            Assert.Equal(outcome == "approve", line.GetProperty("verdict").TryGetProperty("amount", out _));
            Assert.NotEmpty(line.GetProperty("facts").EnumerateObject());
        });
    }

    [Fact]
    public void A_name_that_is_no_sample_is_taken_as_a_file() => Assert.Equal("shop.json", SampleFiles.Policy("shop.json"));

    private static RefundPolicy Policy(string sample) => new PolicyParser().Parse(File.ReadAllText(SampleFiles.Policy(sample)));

    private static IEnumerable<string> FactsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == "fact" ? [property.Value.GetString()!] : FactsIn(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FactsIn),
        _ => [],
    };
}
