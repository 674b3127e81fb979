using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Web;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Payments;

/// <summary>What a restored ledger has forgotten stands in the provider's books, on payments that the ledger may know nothing of.</summary>
public sealed class RefundSearchTests : IAsyncLifetime
{
    private static readonly PrincipalId Operator = PrincipalId.From("olga");

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_refund_that_the_ledger_does_not_have_is_found_once_and_one_that_it_has_is_none()
    {
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)))["status"]);
        await ForgottenAsync("pay_1002", "#1002", 79_00);
        await agent.Get<Reconciler>().RunAsync(default);
        Assert.Empty(await OpenAsync());

        Assert.Equal(new SearchedRefunds(2, 0), await SearchAsync());
        Assert.Equal(new SearchedRefunds(2, 0), await SearchAsync());

        var found = Assert.Single(await OpenAsync());
        Assert.Equal((DiscrepancyKind.RefundOutsideLedger, "79.00 USD"), (found.Kind, found.Amount?.ToString()));
        Assert.Contains("#1002", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_has_closed_is_not_opened_again()
    {
        await ForgottenAsync("pay_1002", "#1002", 79_00);
        await SearchAsync();
        await agent.Get<DiscrepancyDesk>().CloseAsync(DefaultTenant.Id, Assert.Single(await OpenAsync()).Id, Operator, "entered as refunded", default);

        await SearchAsync();

        Assert.Empty(await OpenAsync());
    }

    /// <summary>As the agent paid it after the backup that its ledger comes from.</summary>
    private async Task ForgottenAsync(string payment, string order, long cents)
    {
        var paid = await agent.Get<IRefundGateway>().RefundAsync(
            new RefundRequest
            {
                Tenant = DefaultTenant.Id,
                Key = RefundKey.From("rf_forgotten"),
                Payment = PaymentReference.From(payment),
                Amount = new Money(cents, Currency.Parse("USD")),
                Decision = DecisionId.From("20261122-120000000-0000000000000000"),
                Order = OrderId.From(order),
            },
            default);
        Assert.IsType<RefundResult.Succeeded>(paid);
    }

    private Task<SearchedRefunds> SearchAsync() =>
        agent.Get<RefundSearch>().RunAsync(DefaultTenant.Id, agent.Clock.GetUtcNow().AddDays(-1), Operator, new Progress<int>(), default);

    private async Task<IReadOnlyList<Discrepancy>> OpenAsync() =>
        (await agent.Get<IDiscrepancies>().ListAsync(DefaultTenant.Id, open: true, cursor: null, 10, default)).Found;
}
