using System.Net;
using RefundAgent.Evidence;
using RefundAgent.Import;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Web;
using RefundAgent.Tests.Web.Approvals;

namespace RefundAgent.Tests.BadInputs;

/// <summary>Sums and currencies that cannot be, wherever one can come in from outside; policies have theirs among the policy files.</summary>
public sealed class AmountTests
{
    private const string Order = """{"orderId":"#9","customerId":"c","status":"delivered","currency":"CUR","items":[{"itemId":"i","name":"Lamp","quantity":1,"unitPrice":"5"}],"paid":"SUM","paymentMethods":["card"] MORE}""";

    [Theory]
    [InlineData("-12.50", "USD")]
    [InlineData("12.505", "USD")]
    [InlineData("1e3", "USD")]
    [InlineData("1,250.00", "USD")]
    [InlineData("NaN", "USD")]
    [InlineData("99999999999999999999999999.00", "USD")]
    public async Task B63_an_amount_that_cannot_be_is_refused_wherever_it_comes_in(string amount, string currency)
    {
        await RefusedByRequestAsync(amount, currency);
        Assert.Equal("paid", await RefusedByOrderAsync(amount, currency));
    }

    [Theory]
    [InlineData("XXZ")]
    [InlineData("usd")]
    [InlineData("€")]
    public async Task B64_a_currency_that_there_is_not_is_refused_wherever_it_comes_in(string currency)
    {
        await RefusedByRequestAsync("5", currency);
        Assert.Equal("currency", await RefusedByOrderAsync("5", currency));
    }

    [Theory]
    [InlineData("12.50", "JPY")]
    [InlineData("12.5055", "KWD")]
    public async Task B65_an_amount_has_the_decimals_of_its_own_currency_and_no_others(string amount, string currency)
    {
        await RefusedByRequestAsync(amount, currency);
        Assert.Equal("paid", await RefusedByOrderAsync(amount, currency));
    }

    [Theory]
    [InlineData("48.01", "USD", "48.00 USD")]
    [InlineData("0.00", "USD", "more than zero")]
    [InlineData("10.00", "EUR", "in USD")]
    [InlineData("1000000.00", "USD", "48.00 USD")]
    [InlineData("92233720368547758.08", "USD", "decimal string")]
    public async Task B66_an_edited_amount_that_the_entitlement_does_not_hold_is_refused_with_the_most_that_can_be_given(string amount, string currency, string words)
    {
        await using var server = await ApprovalServer.StartAsync();
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);

        var (status, problem) = await server.PostAsync($"{Routes.Refunds}/{id}/approval", new { verdict = "approve", amount = new { amount, currency } }, "manager");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, problem.GetProperty("errors").GetProperty("amount").ToString(), StringComparison.Ordinal);
        var (_, record) = await server.GetAsync($"{Routes.Refunds}/{id}", "agent");
        Assert.Equal("pendingApproval", record.GetProperty("decision").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(""", "captured":"5.01" """, "captured")]
    [InlineData(""", "captured":"4.00", "refunded":"4.01" """, "refunded")]
    [InlineData(""", "shipping":"5.01" """, "shipping")]
    [InlineData(""", "payments":[{"reference":"a","kind":"card","amount":"4.99"}] """, "payments")]
    [InlineData(""", "payments":[{"reference":"a","kind":"card","amount":"4.00"},{"reference":"a","kind":"card","amount":"1.00"}] """, "payments")]
    [InlineData(""", "payments":[{"reference":"a","kind":"card","amount":"5.00","refunded":"5.01"}] """, "payments[0].refunded")]
    [InlineData(""", "payments":[{"reference":"a","kind":"card","amount":"-5.00"}] """, "payments[0].amount")]
    public async Task B67_an_order_whose_sums_contradict_each_other_is_left_out(string more, string field) =>
        Assert.Equal(field, await RefusedByOrderAsync("5.00", "USD", more));

    [Fact]
    public async Task B68_sums_that_no_machine_word_holds_are_a_fault_and_no_crash()
    {
        var payments = string.Join(',', Enumerable.Range(0, 20).Select(index => $$"""{"reference":"{{index}}","kind":"card","amount":"20000000000000000.00"}"""));

        Assert.Equal("payments", await RefusedByOrderAsync("5.00", "USD", $$""", "payments":[{{payments}}]"""));
    }

    private static async Task RefusedByRequestAsync(string amount, string currency)
    {
        await using var agent = await Agent.StartAsync();
        var body = Requests.Refund(Requests.ReturnLamp);

        var answer = Answers.Problem(400, await agent.PostAsync(Routes.Refunds, body.With("requested", new { amount, currency })));

        Assert.NotEmpty(answer.Fault("requested"));
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, body))["status"]);
    }

    /// <returns>The field that is at fault.</returns>
    private static async Task<string> RefusedByOrderAsync(string amount, string currency, string more = "")
    {
        await using var desk = await Desk.OpenAsync();
        var line = Order.Replace("CUR", currency, StringComparison.Ordinal).Replace("SUM", amount, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal);

        var report = await desk.Get<OrderImport>().RunAsync(Desk.Tenant, new StringReader(line), new Progress<ImportProgress>(), default);

        Assert.Equal((0L, 1L), (report.Imported, report.FaultyLines));
        Assert.Null(await desk.Get<IOrderBook>().FindAsync(Desk.Tenant, OrderId.From("#9"), default));
        return Assert.Single(report.Faults).Field;
    }
}
