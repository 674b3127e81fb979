using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Policies;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.BadInputs;

public sealed class ImportFileTests : IAsyncLifetime
{
    private const string Good = "{\"orderId\":\"#9\",\"customerId\":\"c\",\"status\":\"delivered\",\"currency\":\"USD\",\"items\":[{\"itemId\":\"i\",\"name\":\"Lamp\",\"quantity\":1,\"unitPrice\":\"5.00\"}],\"paid\":\"5.00\",\"paymentMethods\":[\"card\"]}";

    private Desk desk = null!;

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("{\"orderId\":", "line", "no JSON")]
    [InlineData("[]", "line", "no JSON object")]
    [InlineData("{\"orderId\":\"#8\",\"orderId\":\"#9\"}", "orderId", "twice")]
    [InlineData("{}", "customerId", "missing")]
    public async Task B18_a_bad_line_of_an_order_file_is_named_and_the_others_are_imported(string line, string field, string message)
    {
        var report = await ImportAsync($"{Good}\n{line}\n\n{Good.Replace("#9", "#10", StringComparison.Ordinal)}\n");

        Assert.Equal((2L, 1L), (report.Imported, report.FaultyLines));
        Assert.Contains(report.Faults, fault => fault.Line == 2 && fault.Field == field && fault.Message.Contains(message, StringComparison.Ordinal));
        Assert.NotNull(await desk.Get<IOrderBook>().FindAsync(Desk.Tenant, OrderId.From("#10"), default));
    }

    [Fact]
    public async Task B19_amounts_that_cannot_be_are_refused_in_an_order_file()
    {
        foreach (var (bad, field) in new[] { ("\"paid\":5.00", "paid"), ("\"paid\":\"-5.00\"", "paid"), ("\"paid\":\"5.001\"", "paid"), ("\"paid\":\"5.00\",\"refunded\":\"6.00\"", "refunded") })
        {
            var report = await ImportAsync(Good.Replace("\"paid\":\"5.00\"", bad, StringComparison.Ordinal));
            Assert.Equal((0L, field), (report.Imported, Assert.Single(report.Faults).Field));
        }
    }

    [Fact]
    public async Task B20_a_file_that_is_no_order_file_changes_nothing_and_fills_no_memory()
    {
        var report = await ImportAsync(new string('x', 2_000_000) + "\n\u0000\u0001PK\u0003\u0004\n<orders/>\n");

        Assert.Equal((0L, 3L), (report.Imported, report.FaultyLines));
        Assert.Equal([1L, 2L, 3L], report.Faults.Select(fault => fault.Line));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("{\"name\":\"x\",", "$")]
    [InlineData("[]", "$")]
    public Task B21_a_policy_that_is_no_JSON_object_leaves_the_old_one_in_force(string json, string path) => LeavesTheOldOneAsync(json, path);

    [Fact]
    public async Task B22_a_policy_with_faults_is_told_all_of_them_and_leaves_the_old_one_in_force()
    {
        await LeavesTheOldOneAsync(
            "{\"name\":\"x\",\"mode\":\"always\",\"currency\":\"USD\",\"rules\":[{\"id\":\"a\",\"text\":\"t\",\"when\":{\"fact\":\"claim.kind\",\"equals\":1},\"then\":\"pay\"}],\"limits\":{\"perRefund\":-5}}",
            "$.mode",
            "$.rules[0].then",
            "$.limits.perRefund");
    }

    [Theory]
    [InlineData("limits", """{"perRefund":"900.00","perCustomer30Days":"800.00"}""", "$.limits.perCustomer30Days")]
    [InlineData("limits", """{"perRefund":"500.001","perCustomer30Days":"800.00"}""", "$.limits.perRefund")]
    [InlineData("limits", """{"perRefund":"99999999999999999999.00","perCustomer30Days":"800.00"}""", "$.limits.perRefund")]
    [InlineData("currency", "\"XXZ\"", "$.currency")]
    [InlineData("approvals", """{"agentUpTo":"-1.00"}""", "$.approvals.agentUpTo")]
    [InlineData("approvals", """{"expiresAfterHours":4,"remindAfterHours":5}""", "$.approvals.remindAfterHours")]
    [InlineData("refunds", """{"shipping":"sometimes"}""", "$.refunds.shipping")]
    [InlineData("refunds", """{"restockingFee":{"percent":101,"when":{"fact":"order.found","eq":true}}}""", "$.refunds.restockingFee.percent")]
    [InlineData("rules", """[{"id":"suspect","text":"t","when":{"fact":"risk.other","eq":true},"then":"deny"}]""", "$.rules[0].when.fact")]
    public Task B69_terms_of_a_policy_that_cannot_be_leave_the_old_one_in_force(string field, string json, string path) =>
        LeavesTheOldOneAsync(PolicyParserTests.With(field, json), path);

    [Fact]
    public async Task B23_without_a_policy_nothing_is_decided_and_the_caller_is_told_what_to_import()
    {
        await using var agent = await Agent.StartAsync(seeded: false);

        var answer = Answers.Problem(409, await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)));

        Assert.Contains("refund-agent import policy", answer["detail"], StringComparison.Ordinal);
        await agent.PlantAsync(TenantId.From("default"));
        agent.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)))["status"]);
    }

    private Task<ImportReport> ImportAsync(string file) =>
        desk.Get<OrderImport>().RunAsync(Desk.Tenant, new StringReader(file), new Progress<ImportProgress>(), default);

    private async Task LeavesTheOldOneAsync(string json, params string[] paths)
    {
        var before = await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default);

        var invalid = await Assert.ThrowsAsync<InvalidPolicyException>(() => desk.Get<PolicyImport>().RunAsync(Desk.Tenant, json, default));

        Assert.Empty(paths.Except(invalid.Faults.Select(fault => fault.Path), StringComparer.Ordinal));
        Assert.All(invalid.Faults, fault => Assert.NotEmpty(fault.Message));
        Assert.Equal(before, await desk.Get<IContextStore>().ReadPointerAsync(Desk.Tenant, default));
    }
}
