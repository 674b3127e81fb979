using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Adapters.Policies;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Tests.Policies;

public sealed class PolicyParserTests
{
    internal const string Good = """
        {
          "$schema": "refund-policy.schema.json",
          "name": "shop", "mode": "earned", "currency": "USD",
          "rules": [
            { "id": "r1", "text": "Half back.", "when": { "fact": "order.status", "eq": "delivered" }, "then": "approve", "basis": { "shareOfPaid": 0.5 } },
            { "id": "r2", "text": "A photo.", "when": { "not": { "fact": "claim.itemCount", "gte": 2 } }, "then": "ask", "missing": ["A photo?"] }
          ],
          "limits": { "perRefund": "500.00", "perCustomer30Days": "800.00" }
        }
        """;

    [Fact]
    public void A_policy_is_read_with_its_defaults()
    {
        var policy = Parse(Good);

        Assert.Equal(("shop", Mode.Earned, "USD"), (policy.Name, policy.Mode, policy.Currency.Code));
        Assert.Equal(new AmountBasis.ShareOfPaid(0.5m), policy.Rules[0].Basis);
        Assert.Equal(Handling.Earned, policy.Rules[0].Handling);
        Assert.Equal<string>(["A photo?"], policy.Rules[1].Missing);
        Assert.Null(policy.Discretion);
        Assert.Null(policy.Limits.PerCancellation);
        Assert.Equal(RefundTerms.Default, policy.Refunds);
        Assert.False(policy.Rules[0].KeepItem);
        Assert.Equal(new MistakePrices(1, 1.5m, Cases.Usd("6.00")), policy.Prices);
        Assert.Equal(new AutonomyTerms(0.95, 0.05, Cases.Usd("1000.00")), policy.Autonomy);
        Assert.Equal(ApprovalTerms.Default, policy.Approvals);
    }

    [Theory]
    [InlineData("{}", 24, 72, null, null)]
    [InlineData("""{"expiresAfterHours":6}""", 2, 6, null, null)]
    [InlineData("""{"expiresAfterHours":720,"remindAfterHours":1}""", 1, 720, null, null)]
    [InlineData("""{"remindAfterHours":71,"agentUpTo":"0","fourEyesAbove":"0.00"}""", 71, 72, "0", "0")]
    [InlineData("""{"agentUpTo":"200.50","fourEyesAbove":"1000"}""", 24, 72, "200.50", "1000.00")]
    public void Terms_of_approval_are_read_with_their_defaults(string approvals, int remind, int expire, string? agentUpTo, string? fourEyesAbove) =>
        Assert.Equal(
            new ApprovalTerms(TimeSpan.FromHours(remind), TimeSpan.FromHours(expire))
            {
                AgentUpTo = agentUpTo is null ? null : Cases.Usd(agentUpTo),
                FourEyesAbove = fourEyesAbove is null ? null : Cases.Usd(fourEyesAbove),
            },
            Parse(With("approvals", approvals)).Approvals);

    [Theory]
    [InlineData("{}", null, null, null, null)]
    [InlineData("""{"alone":{"count":200}}""", 200, null, null, null)]
    [InlineData("""{"alone":{"sum":"0.01"},"approved":{"sum":"500"}}""", null, "0.01", null, "500.00")]
    [InlineData("""{"alone":{"count":1,"sum":"20.50"},"approved":{"count":1000000,"sum":"50000"}}""", 1, "20.50", 1_000_000, "50000.00")]
    public void Limits_of_a_day_are_read_each_half_for_itself(string perDay, int? alone, string? aloneSum, int? approved, string? approvedSum)
    {
        var limits = Parse(With("limits", $$"""{"perRefund":"500","perCustomer30Days":"800","perDay":{{perDay}}}""")).Limits.PerDay;

        Assert.Equal(Limit(alone, aloneSum), limits.Alone);
        Assert.Equal(Limit(approved, approvedSum), limits.Approved);

        static DayLimit? Limit(int? count, string? sum) =>
            count is null && sum is null ? null : new DayLimit(count, sum is null ? null : Cases.Usd(sum));
    }

    [Fact]
    public void All_that_can_be_written_is_read()
    {
        var policy = Parse(With("limits", """{"perRefund":"500","perCancellation":"700","perCustomer30Days":"800.5"}""",
            ("discretion", """{"upTo":"80","outcomes":["deny"]}"""),
            ("prices", """{"overRefund":2,"wrongfulDenial":0.5,"needlessEscalation":"3"}"""),
            ("autonomy", """{"target":0.9,"reviewShare":0.1,"unreviewedExposure":"50"}"""),
            ("mode", "\"off\""),
            ("refunds", """{"shipping":"always","payments":"proportional","restockingFee":{"percent":12.5,"when":{"fact":"order.found","eq":true}}}"""),
            ("rules", """[{"id":"a","text":"t","when":{"all":[{"fact":"booking.cabin","in":["x",1,true]},{"any":[{"fact":"x.y","exists":false}]}]},"then":"approve","handling":"auto","basis":{"fixed":"20.00"},"keepItem":true,"payTo":"storeCredit"}]""")));

        Assert.Equal("700.00 USD", policy.Limits.PerCancellation.ToString());
        Assert.Equal<Outcome>([Outcome.Deny], policy.Discretion!.Outcomes);
        Assert.Equal(new AutonomyTerms(0.9, 0.1, Cases.Usd("50.00")), policy.Autonomy);
        Assert.Equal((2m, 0.5m, "3.00 USD"), (policy.Prices.OverRefund, policy.Prices.WrongfulDenial, policy.Prices.NeedlessEscalation.ToString()));
        Assert.Equal(new AmountBasis.Fixed(Cases.Usd("20.00")), policy.Rules[0].Basis);
        Assert.Equal((Mode.Off, Handling.Auto, true), (policy.Mode, policy.Rules[0].Handling, policy.Rules[0].KeepItem));
        Assert.Equal(RefundDestination.StoreCredit, policy.Rules[0].PayTo);
        Assert.Equal((ShippingTerms.Always, PaymentOrder.Proportional), (policy.Refunds.Shipping, policy.Refunds.Payments));
        Assert.Equal(12.5m, Assert.IsType<RestockingFee.OfValue>(policy.Refunds.RestockingFee).Percent);
    }

    [Fact]
    public void A_fee_can_be_a_sum_in_the_policys_currency()
    {
        var policy = Parse(With("refunds", """{"restockingFee":{"amount":"5","when":{"fact":"claim.categories","contains":"shoes"}}}"""));

        Assert.Equal("5.00 USD", Assert.IsType<RestockingFee.Fixed>(policy.Refunds.RestockingFee).Amount.ToString());
        Assert.Equal(ShippingTerms.WholeOrder, policy.Refunds.Shipping);
    }

    [Fact]
    public void Conditions_come_back_as_they_were_written()
    {
        const string Condition = """{"all":[{"any":[{"fact":"a.b","in":["x",1,true]},{"not":{"fact":"c.d","contains":"e"}}]},{"fact":"f","gte":1.5}]}""";

        var when = Parse(With("rules", $$"""[{"id":"a","text":"t","when":{{Condition}},"then":"deny"}]""")).Rules[0].When;

        Assert.Equal(Condition, CanonicalJson.Write(when));
    }

    [Fact]
    public void A_version_names_what_a_policy_says_and_not_how_it_is_laid_out()
    {
        var node = JsonNode.Parse(Good)!.AsObject();
        var turned = new JsonObject(node.Reverse().Where(pair => pair.Key != "$schema").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        turned["rules"]![0]!["basis"]!["shareOfPaid"] = JsonNode.Parse("0.500");
        var other = Good.Replace("0.5", "0.6", StringComparison.Ordinal);

        Assert.Matches("^p-[0-9a-f]{12}$", Parse(Good).Version.Value);
        Assert.Equal(Parse(Good).Version, Parse(turned.ToJsonString(new JsonSerializerOptions { WriteIndented = true })).Version);
        Assert.Equal(Parse(Good).Version, Parse("\uFEFF" + Good).Version);
        Assert.NotEqual(Parse(Good).Version, Parse(other).Version);
    }

    [Fact]
    public void Every_fault_is_told_at_once_whether_the_schema_finds_it_or_not()
    {
        var faults = FaultsOf("""
            {"name":"","mode":"on","currency":"USD","colour":1,
             "rules":[{"id":"limit.x","text":"t","when":{"fact":"claim.kind","eq":"retrun"},"then":"deny","basis":"entitled"},{"id":"b"}],
             "limits":{"perRefund":"900.00","perCustomer30Days":"800.00"}}
            """);

        Assert.Equal(
            [
                "$.colour", "$.limits.perCustomer30Days", "$.mode", "$.name", "$.rules[0].basis", "$.rules[0].id", "$.rules[0].when.eq",
                "$.rules[1].text", "$.rules[1].then", "$.rules[1].when",
            ],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.Matches("(write|use|leave it out|did you mean).*[.?]$", fault.Message));
    }

    [Fact]
    public void A_message_of_the_exception_holds_all_faults()
    {
        var fault = Assert.Throws<InvalidPolicyException>(() => Parse("{}"));

        Assert.All(["$.name", "$.mode", "$.currency", "$.rules", "$.limits"], path => Assert.Contains(path, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_that_ships_is_json_and_describes_every_field()
    {
        using var schema = JsonDocument.Parse(PolicySchema.Text);

        Assert.All(
            schema.RootElement.GetProperty("properties").EnumerateObject(),
            property => Assert.True(property.Value.TryGetProperty("description", out _) || property.Value.TryGetProperty("$ref", out _), property.Name));
    }

    [Fact]
    public void No_text_makes_it_fail_otherwise_than_by_saying_so() => Gen.Select(Gen.String, Gen.Int[0, Good.Length - 1]).Sample((text, at) =>
    {
        foreach (var json in new[] { text, Good.Insert(at, text) })
        {
            try
            {
                Parse(json);
            }
            catch (InvalidPolicyException fault)
            {
                Assert.NotEmpty(fault.Faults);
            }
        }
    });

    internal static RefundPolicy Parse(string json) => new PolicyParser().Parse(json);

    internal static IReadOnlyList<PolicyFault> FaultsOf(string json) => Assert.Throws<InvalidPolicyException>(() => Parse(json)).Faults;

    /// <summary>The good policy with some fields written otherwise; null leaves one out.</summary>
    internal static string With(string name, string? json, params (string Name, string? Json)[] more)
    {
        var policy = JsonNode.Parse(Good)!.AsObject();
        foreach (var (field, value) in more.Prepend((name, json)))
        {
            policy.Remove(field);
            if (value is not null)
            {
                policy[field] = JsonNode.Parse(value);
            }
        }

        return policy.ToJsonString();
    }
}
