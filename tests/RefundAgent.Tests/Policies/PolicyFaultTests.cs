namespace RefundAgent.Tests.Policies;

/// <summary>What a bad policy gets: the path of the fault and what to write instead.</summary>
public sealed class PolicyFaultTests
{
    [Theory]
    [InlineData("name", null, "$.name", "missing")]
    [InlineData("name", "7", "$.name", "wrong kind: write a name for people")]
    [InlineData("name", "\"\"", "$.name", "empty")]
    [InlineData("mode", "\"on\"", "$.mode", "write \"off\"")]
    [InlineData("currency", "\"usd\"", "$.currency", "ISO 4217")]
    [InlineData("currency", "\"ABC\"", "$.currency", "no active ISO 4217 code")]
    [InlineData("currency", "\"JPY\"", "$.limits.perRefund", "at most 0 decimals")]
    [InlineData("rules", "{}", "$.rules", "a list of rules")]
    [InlineData("rules", "[7]", "$.rules[0]", "a rule:")]
    [InlineData("limits", null, "$.limits", "missing: write {\"perRefund\"")]
    [InlineData("limits", """{"perRefund":"500.00"}""", "$.limits.perCustomer30Days", "missing: write an amount")]
    [InlineData("limits", """{"perRefund":500,"perCustomer30Days":"800.00"}""", "$.limits.perRefund", "as text in plain digits")]
    [InlineData("limits", """{"perRefund":"-1.00","perCustomer30Days":"800.00"}""", "$.limits.perRefund", "plain digits")]
    [InlineData("limits", """{"perRefund":"1,000.00","perCustomer30Days":"8000.00"}""", "$.limits.perRefund", "plain digits")]
    [InlineData("limits", """{"perRefund":"500.001","perCustomer30Days":"800.00"}""", "$.limits.perRefund", "at most 2 decimals")]
    [InlineData("limits", """{"perRefund":"0.00","perCustomer30Days":"800.00"}""", "$.limits.perRefund", "above zero")]
    [InlineData("limits", """{"perRefund":"900.00","perCustomer30Days":"800.00"}""", "$.limits.perCustomer30Days", "at least that")]
    [InlineData("limits", """{"perRefund":"1.00","perCancellation":"9.00","perCustomer30Days":"8.00"}""", "$.limits.perCancellation", "at most that")]
    [InlineData("limits", """{"perRefnd":"1.00","perRefund":"1.00","perCustomer30Days":"8.00"}""", "$.limits.perRefnd", "did you mean 'perRefund'")]
    [InlineData("discretion", """{"upTo":"500.01","outcomes":["approve"]}""", "$.discretion.upTo", "at most that")]
    [InlineData("discretion", """{"upTo":"0","outcomes":["approve"]}""", "$.discretion.upTo", "above zero")]
    [InlineData("discretion", """{"upTo":"5.00","outcomes":[]}""", "$.discretion.outcomes", "empty")]
    [InlineData("discretion", """{"upTo":"5.00","outcomes":["deny","deny"]}""", "$.discretion.outcomes", "twice")]
    [InlineData("discretion", """{"upTo":"5.00","outcomes":["escalate"]}""", "$.discretion.outcomes[0]", "\"approve\" or \"deny\"")]
    [InlineData("prices", """{"overRefund":-1}""", "$.prices.overRefund", "out of range")]
    [InlineData("prices", """{"needlessEscalation":6}""", "$.prices.needlessEscalation", "as text")]
    [InlineData("autonomy", """{"target":95}""", "$.autonomy.target", "from 0.5 to 1")]
    [InlineData("autonomy", """{"reviewShare":"5%"}""", "$.autonomy.reviewShare", "a number from 0 to 1")]
    [InlineData("experiment", "0.1", "$.experiment", "wrong kind: write {\"controlShare\"")]
    [InlineData("experiment", """{"controlShare":0.6}""", "$.experiment.controlShare", "from 0 to 0.5")]
    [InlineData("experiment", """{"canaryShare":-0.1}""", "$.experiment.canaryShare", "from 0 to 0.5")]
    [InlineData("experiment", """{"controlShare":0.3,"canaryShare":0.21}""", "$.experiment", "more than half of all cases")]
    [InlineData("experiment", """{"control":0.3}""", "$.experiment.control", "controlShare")]
    [InlineData("approvals", "72", "$.approvals", "wrong kind: write {\"expiresAfterHours\"")]
    [InlineData("approvals", """{"expiresAfterHours":0}""", "$.approvals.expiresAfterHours", "from 1 to 720")]
    [InlineData("approvals", """{"expiresAfterHours":721}""", "$.approvals.expiresAfterHours", "out of range")]
    [InlineData("approvals", """{"expiresAfterHours":1.5}""", "$.approvals.expiresAfterHours", "a whole number")]
    [InlineData("approvals", """{"remindAfterHours":72}""", "$.approvals.remindAfterHours", "not before the 72 hours")]
    [InlineData("approvals", """{"expiresAfterHours":4,"remindAfterHours":5}""", "$.approvals.remindAfterHours", "not before the 4 hours")]
    [InlineData("approvals", """{"remindAfterHour":5}""", "$.approvals.remindAfterHour", "did you mean 'remindAfterHours'")]
    [InlineData("approvals", """{"agentUpTo":"-1.00"}""", "$.approvals.agentUpTo", "plain digits")]
    [InlineData("approvals", """{"agentUpTo":200}""", "$.approvals.agentUpTo", "as text")]
    [InlineData("approvals", """{"fourEyesAbove":"0.001"}""", "$.approvals.fourEyesAbove", "at most 2 decimals")]
    [InlineData("prices", """{"overRefund":1e99}""", "$.prices.overRefund", "at most 28 digits")]
    [InlineData("currency", "\"XXZ\"", "$.currency", "no active ISO 4217 code")]
    [InlineData("refunds", """{"shipping":"sometimes"}""", "$.refunds.shipping", "\"wholeOrder\"")]
    [InlineData("refunds", """{"payments":"newestFirst"}""", "$.refunds.payments", "\"giftCardFirst\"")]
    [InlineData("refunds", """{"restockingfee":{}}""", "$.refunds.restockingfee", "did you mean 'restockingFee'")]
    [InlineData("refunds", """{"restockingFee":{"percent":10}}""", "$.refunds.restockingFee.when", "missing")]
    [InlineData("refunds", """{"restockingFee":{"when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee", "incomplete or says two things")]
    [InlineData("refunds", """{"restockingFee":{"percent":10,"amount":"5.00","when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee", "says two things at once")]
    [InlineData("refunds", """{"restockingFee":{"percent":0,"when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee.percent", "above 0, at most 100")]
    [InlineData("refunds", """{"restockingFee":{"percent":101,"when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee.percent", "above 0, at most 100")]
    [InlineData("refunds", """{"restockingFee":{"amount":"0","when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee.amount", "above zero")]
    [InlineData("refunds", """{"restockingFee":{"amount":"0.001","when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee.amount", "at most 2 decimals")]
    [InlineData("refunds", """{"restockingFee":{"amount":"5.00","when":{"fact":"claim.resaon","eq":"size"}}}""", "$.refunds.restockingFee.when.fact", "did you mean 'claim.reason'")]
    [InlineData("refunds", """{"restockingFee":{"amount":"5.00","when":{"not":{"fact":"risk.other","lte":5}}}}""", "$.refunds.restockingFee.when.not.fact", "nobody pays a fee for one")]
    [InlineData("refunds", """{"restockingFee":{"amount":"5.00","when":{"fact":"claim.entitled","gte":5}}}""", "$.refunds.restockingFee.when.fact", "not known before the fee")]
    public void A_bad_field_is_named_with_what_to_write(string field, string? json, string path, string words) =>
        AssertFault(PolicyParserTests.With(field, json), path, words);

    [Theory]
    [InlineData("\"id\":\"\"", "$.rules[0].id", "1 to 64 letters")]
    [InlineData("\"id\":\"limit.mine\"", "$.rules[0].id", "kept for the agent's own reasons")]
    [InlineData("\"text\":\"\"", "$.rules[0].text", "empty")]
    [InlineData("\"then\":\"refund\"", "$.rules[0].then", "\"approve\", \"deny\", \"ask\" or \"escalate\"")]
    [InlineData("\"handling\":\"always\"", "$.rules[0].handling", "\"auto\"")]
    [InlineData("\"handeling\":\"auto\"", "$.rules[0].handeling", "did you mean 'handling'")]
    [InlineData("\"colour\":\"red\"", "$.rules[0].colour", "use one of id, text")]
    [InlineData("\"basis\":\"all\"", "$.rules[0].basis", "\"entitled\"")]
    [InlineData("\"basis\":{\"shareOfPaid\":1.5}", "$.rules[0].basis", "at most 1")]
    [InlineData("\"basis\":{\"fixed\":\"0\"}", "$.rules[0].basis.fixed", "above zero")]
    [InlineData("\"basis\":{\"fixed\":\"0.001\"}", "$.rules[0].basis.fixed", "at most 2 decimals")]
    [InlineData("\"then\":\"deny\",\"basis\":\"entitled\"", "$.rules[0].basis", "no effect")]
    [InlineData("\"missing\":[\"why?\"]", "$.rules[0].missing", "no effect")]
    [InlineData("\"then\":\"ask\"", "$.rules[0].missing", "at least one question")]
    [InlineData("\"then\":\"ask\",\"missing\":[]", "$.rules[0].missing", "empty")]
    [InlineData("\"then\":\"escalate\",\"handling\":\"auto\"", "$.rules[0].handling", "no effect")]
    [InlineData("\"then\":\"deny\",\"keepItem\":true", "$.rules[0].keepItem", "no effect")]
    [InlineData("\"then\":\"deny\",\"payTo\":\"storeCredit\"", "$.rules[0].payTo", "no effect")]
    [InlineData("\"payTo\":\"giftCard\"", "$.rules[0].payTo", "\"original\"")]
    [InlineData("\"keepItem\":\"yes\"", "$.rules[0].keepItem", "true where nothing has to be sent back")]
    [InlineData("\"id\":\"law.mine\"", "$.rules[0].id", "kept for the agent's own reasons")]
    public void A_bad_part_of_a_rule_is_named_with_what_to_write(string part, string path, string words)
    {
        var rule = new Dictionary<string, string>
        {
            ["id"] = "\"r1\"", ["text"] = "\"t\"", ["when"] = """{"fact":"order.status","eq":"x"}""", ["then"] = "\"approve\"",
        };
        var rest = rule.Where(field => !part.Contains($"\"{field.Key}\":", StringComparison.Ordinal)).Select(field => $"\"{field.Key}\":{field.Value}");

        AssertFault(PolicyParserTests.With("rules", $"[{{{part},{string.Join(',', rest)}}}]"), path, words);
    }

    [Theory]
    [InlineData("{}", "", "exactly one of eq, in")]
    [InlineData("7", "", "a condition:")]
    [InlineData("""{"fact":"order.status"}""", "", "exactly one of eq, in")]
    [InlineData("""{"eq":"x"}""", "", "exactly one of eq, in")]
    [InlineData("""{"fact":"order.paid","gte":1,"lte":2}""", "", "two things at once")]
    [InlineData("""{"all":[]}""", ".all", "at least one condition")]
    [InlineData("""{"all":[{"fact":"order.paid","gte":"1"}]}""", ".all[0].gte", "write a number")]
    [InlineData("""{"all":[{"fact":"order.paid","gte":1}],"fact":"x"}""", ".fact", "no effect beside all")]
    [InlineData("""{"not":{"any":[{"fact":"order.status"}]}}""", ".not.any[0]", "exactly one of eq, in")]
    [InlineData("""{"fact":"order.status","in":[]}""", ".in", "at least one value")]
    [InlineData("""{"fact":"order.status","in":[null]}""", ".in[0]", "text, a number, true or false")]
    [InlineData("""{"fact":"order.status","eq":null}""", ".eq", "text, a number, true, false or a list")]
    [InlineData("""{"fact":"order.found","exists":"yes"}""", ".exists", "true or false")]
    [InlineData("""{"fact":"order.status","equals":"x"}""", ".equals", "is unknown")]
    [InlineData("""{"fact":"claim.knid","eq":"return"}""", ".fact", "did you mean 'claim.kind'")]
    [InlineData("""{"fact":"claim.mood","eq":"bad"}""", ".fact", "use one of claim.categories, claim.certain")]
    [InlineData("""{"fact":"order.final_sale","eq":true}""", ".fact", "did you mean 'order.finalSale'")]
    [InlineData("""{"fact":"ignored.order.paid","gte":1}""", ".fact", "no rule may rest on it")]
    [InlineData("""{"fact":"claim.kind","eq":"retrun"}""", ".eq", "use one of return, cancel")]
    [InlineData("""{"fact":"claim.kind","in":["return","exchange"]}""", ".in[1]", "use one of return, cancel")]
    [InlineData("""{"fact":"claim.doubts","contains":"doubt"}""", ".contains", "use one of whichOrder")]
    [InlineData("""{"fact":"order.paid","eq":"100"}""", ".eq", "write a number")]
    [InlineData("""{"fact":"order.status","gte":1}""", ".gte", "is text: use eq, in")]
    [InlineData("""{"fact":"order.paid","gte":1e40}""", ".gte", "at most 28 digits")]
    [InlineData("""{"fact":"law.withdrawl","eq":true}""", ".fact", "did you mean 'law.withdrawal'")]
    [InlineData("""{"fact":"law.customs","eq":true}""", ".fact", "use one of law.withdrawal")]
    [InlineData("""{"fact":"payment.dispute","eq":"open"}""", ".eq", "use one of none, inquiry, chargeback, won, lost")]
    [InlineData("""{"fact":"payment.captured","eq":"some"}""", ".eq", "use one of none, part, all")]
    [InlineData("""{"fact":"claim.categories","eq":"shoes"}""", ".eq", "is a list of text")]
    public void A_bad_condition_is_named_with_what_to_write(string condition, string path, string words) => AssertFault(
        PolicyParserTests.With("rules", $$"""[{"id":"r1","text":"t","when":{{condition}},"then":"approve"}]"""), "$.rules[0].when" + path, words);

    [Theory]
    [InlineData("deny", true)]
    [InlineData("ask", true)]
    [InlineData("approve", true)]
    [InlineData("escalate", false)]
    public void A_suspicion_may_only_bring_a_case_before_a_person(string then, bool refused)
    {
        const string When = """{"any":[{"fact":"order.found","eq":false},{"not":{"fact":"RISK.seenElsewhere","eq":true}}]}""";
        var missing = then == "ask" ? ",\"missing\":[\"why?\"]" : "";
        var json = PolicyParserTests.With("rules", $$"""[{"id":"suspect","text":"t","when":{{When}},"then":"{{then}}"{{missing}}}]""");

        if (refused)
        {
            AssertFault(json, "$.rules[0].when.any[1].not.fact", $"rule 'suspect' says {then}: write a rule before it with this condition and \"then\": \"escalate\"");
        }
        else
        {
            Assert.Equal("suspect", PolicyParserTests.Parse(json).Rules[0].Id);
        }
    }

    [Theory]
    [InlineData("JPY", "12.50", "at most 0 decimals")]
    [InlineData("JPY", "1250", null)]
    [InlineData("KWD", "1.234", null)]
    [InlineData("KWD", "1.2345", "plain digits")]
    public void Amounts_have_the_decimals_of_the_policys_currency(string currency, string amount, string? words)
    {
        var json = PolicyParserTests.With(
            "limits", $$"""{"perRefund":"1","perCancellation":"{{amount}}","perCustomer30Days":"9000"}""", ("currency", $"\"{currency}\""));

        if (words is null)
        {
            Assert.Equal($"{amount} {currency}", PolicyParserTests.Parse(json).Limits.PerCancellation.ToString());
        }
        else
        {
            AssertFault(json, "$.limits.perCancellation", words);
        }
    }

    [Fact]
    public void Faults_of_the_terms_of_approval_are_told_together()
    {
        var faults = PolicyParserTests.FaultsOf(PolicyParserTests.With(
            "approvals", """{"expiresAfterHours":12,"remindAfterHours":24,"agentUpTo":"1.001","fourEyesAbove":1}"""));

        Assert.Equal(
            ["$.approvals.agentUpTo", "$.approvals.fourEyesAbove", "$.approvals.remindAfterHours"],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("7", "$.limits.perDay", "wrong kind")]
    [InlineData("""{"alone":{}}""", "$.limits.perDay.alone", "or one of the two")]
    [InlineData("""{"agent":{"count":1}}""", "$.limits.perDay.agent", "is unknown")]
    [InlineData("""{"alone":{"count":0}}""", "$.limits.perDay.alone.count", "a whole number from 1 to 1000000")]
    [InlineData("""{"alone":{"count":1.5}}""", "$.limits.perDay.alone.count", "a whole number from 1 to 1000000")]
    [InlineData("""{"alone":{"sum":"0.00"}}""", "$.limits.perDay.alone.sum", "is zero")]
    [InlineData("""{"approved":{"sum":"499.99"}}""", "$.limits.perDay.approved.sum", "is below the 500.00 USD of one refund")]
    [InlineData("""{"approved":{"sum":"500.001"}}""", "$.limits.perDay.approved.sum", "at most 2 decimals")]
    public void A_bad_limit_of_a_day_is_named_with_what_to_write(string perDay, string path, string words) =>
        AssertFault(PolicyParserTests.With("limits", $$"""{"perRefund":"500.00","perCustomer30Days":"800.00","perDay":{{perDay}}}"""), path, words);

    [Fact]
    public void Faults_of_the_limits_of_a_day_are_told_together()
    {
        var faults = PolicyParserTests.FaultsOf(PolicyParserTests.With(
            "limits",
            """{"perRefund":"0","perCustomer30Days":"800","perDay":{"alone":{"count":0,"sum":"1.001"},"approved":{"sum":1}}}"""));

        Assert.Equal(
            ["$.limits.perDay.alone.count", "$.limits.perDay.alone.sum", "$.limits.perDay.approved.sum", "$.limits.perRefund"],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Facts_of_other_systems_are_believed_to_exist() => PolicyParserTests.Parse(PolicyParserTests.With(
        "rules", """[{"id":"r1","text":"t","when":{"fact":"order.giftWrapped","eq":true},"then":"approve"}]"""));

    [Fact]
    public void An_id_that_stands_twice_is_named_with_the_other_one()
    {
        const string Rule = """{"id":"ID","text":"t","when":{"fact":"order.found","eq":true},"then":"deny"}""";

        AssertFault(
            PolicyParserTests.With("rules", $"[{Rule},{Rule.Replace("ID", "id", StringComparison.Ordinal)}]"), "$.rules[1].id", "id of $.rules[0] already");
    }

    [Theory]
    [InlineData("", "$", "no JSON at line 1, character 1")]
    [InlineData("{\n  \"name\": \"x\",\n}", "$", "no JSON at line 3, character 1")]
    [InlineData("{ // a comment\n}", "$", "no JSON at line 1")]
    [InlineData("[]", "$", "wrong kind: write an object")]
    [InlineData("{\"\\ud800\":1}", "$", "surrogate")]
    [InlineData("null", "$", "wrong kind: write an object")]
    [InlineData("{\"name\":\"\\ud800\"}", "$.name", "surrogate")]
    public void What_is_no_policy_at_all_says_so(string json, string path, string words) => AssertFault(json, path, words);

    [Fact]
    public void A_key_that_stands_twice_is_named() => AssertFault(
        PolicyParserTests.Good.Replace("\"mode\":", "\"mode\": \"off\", \"mode\":", StringComparison.Ordinal), "$.mode", "stands twice");

    [Fact]
    public void A_policy_of_too_many_bytes_or_levels_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 80)) + "{\"fact\":\"a.b\",\"eq\":1}" + new string('}', 80);

        AssertFault(PolicyParserTests.Good + new string(' ', 256 * 1024), "$", "262144");
        AssertFault(
            PolicyParserTests.Good.Replace("{ \"fact\": \"order.status\", \"eq\": \"delivered\" }", deep, StringComparison.Ordinal), "$", "more than 60 levels");
    }

    private static void AssertFault(string json, string path, string words)
    {
        var faults = PolicyParserTests.FaultsOf(json);

        Assert.True(
            faults.Any(fault => fault.Path == path && fault.Message.Contains(words, StringComparison.Ordinal)),
            $"expected {path}: …{words}…; got {string.Join(" | ", faults.Select(fault => $"{fault.Path}: {fault.Message}"))}");
    }
}
