using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.BadInputs;

/// <summary>Rows that somebody edited by hand: nobody decides on them, nobody writes over them, and once put right all goes on.</summary>
public sealed class EditedRowTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = TenantId.From("default");

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public Task B30_an_edited_policy_row_stops_decisions_until_it_is_put_right() => StopsUntilPutRightAsync(TableNames.Policies);

    [Fact]
    public Task B31_an_edited_pointer_row_stops_decisions_until_it_is_put_right() => StopsUntilPutRightAsync(TableNames.ContextPointer);

    [Fact]
    public async Task B32_an_edited_context_item_stops_decisions_until_it_is_put_right()
    {
        var contexts = agent.Get<IContextStore>();
        await contexts.SaveAsync(Tenant, Samples.Context(1, 3), default);
        var pointer = await contexts.ReadPointerAsync(Tenant, default);
        await contexts.SwapAsync(Tenant, pointer, pointer with { Context = new ContextVersion(1) }, default);

        await StopsUntilPutRightAsync(TableNames.ContextItems, damaged: TableNames.ContextVersions);
    }

    [Fact]
    public async Task B33_an_edited_decision_row_is_named_when_asked_for_and_passed_over_in_lists()
    {
        var first = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        var second = await agent.PostAsync(Routes.Refunds, Requests.Refund("I'd like a refund.", ticket: "t2"));
        var row = await Damage.DoAsync(agent.Tables, TableNames.Decisions, row => row.Key.Contains(first["decisionId"]![^16..], StringComparison.Ordinal) && row.Key.EndsWith(".d", StringComparison.Ordinal));

        Unreadable(await agent.GetAsync($"{Routes.Refunds}/{first["decisionId"]}"), TableNames.Decisions);
        var page = (await agent.GetAsync(Routes.Refunds)).Json.GetProperty("refunds");
        Assert.Equal(second["decisionId"], Assert.Single(page.EnumerateArray()).GetProperty("decisionId").GetString());
        Unreadable(await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)), TableNames.Decisions);
        Assert.Equal(48_00, await CommittedAsync());

        await Damage.PutAsync(agent.Tables, TableNames.Decisions, row);
        Assert.Equal(first.Text, (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp))).Text);
    }

    [Fact]
    public async Task B34_an_edited_order_row_is_not_seen_so_nothing_is_paid_for_it()
    {
        var row = await Damage.DoAsync(agent.Tables, TableNames.Orders, row => row.Partition.Contains(".c.", StringComparison.Ordinal) && row.Key.EndsWith("1001", StringComparison.Ordinal));

        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));

        Assert.Equal(200, answer.Code);
        Assert.Contains(answer["outcome"], new[] { "ask", "escalate" });
        Assert.Contains(row.Key, agent.Log.Text, StringComparison.Ordinal);
        await Damage.PutAsync(agent.Tables, TableNames.Orders, row);
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp, ticket: "t2")))["status"]);
    }

    [Fact]
    public async Task B35_an_edited_account_row_stops_every_refund_of_its_customer()
    {
        await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        var row = await Damage.DoAsync(agent.Tables, TableNames.RefundLedger, row => row.Key.StartsWith("account", StringComparison.Ordinal));

        Unreadable(await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.CancelBlanket, ticket: "t2")), TableNames.RefundLedger);
        Assert.Null((await agent.Get<IRefundGateway>().GetPaymentAsync(Tenant, PaymentReference.From("pay_1002"), default))?.Refunded is { IsPositive: true } paid ? paid : null);

        await Damage.PutAsync(agent.Tables, TableNames.RefundLedger, row);
        agent.Clock.Advance(MessageTurns.HoldFor);
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.CancelBlanket, ticket: "t2")))["status"]);
    }

    /// <param name="table">Where the row stands.</param>
    /// <param name="damaged">What the log names, where that is another.</param>
    private async Task StopsUntilPutRightAsync(string table, string? damaged = null)
    {
        var row = await Damage.DoAsync(agent.Tables, table);

        Unreadable(await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)), damaged ?? table);
        Assert.Equal(0, await CommittedAsync());

        await Damage.PutAsync(agent.Tables, table, row);
        agent.Clock.Advance(MessageTurns.HoldFor);
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)))["status"]);
    }

    private void Unreadable(Answer answer, string table)
    {
        Assert.EndsWith(":unreadable-row", Answers.Problem(500, answer)["type"], StringComparison.Ordinal);
        Assert.DoesNotContain(table, answer.Text, StringComparison.Ordinal);
        Assert.Contains($"of table '{table}' cannot be read", agent.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", agent.Log.Text, StringComparison.Ordinal);
    }

    private async Task<long> CommittedAsync() => (await agent.Get<IRefundLedger>().ReadAccountAsync(Tenant, CustomerId.From("mara.lind"), default))
        .Orders.Values.Sum(total => total.Committed.MinorUnits);
}
