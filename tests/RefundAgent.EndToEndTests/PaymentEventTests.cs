using System.Net;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>What Stripe reports, from its signed delivery to what it changes.</summary>
public sealed class PaymentEventTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_chargeback_is_told_of_the_decision_that_paid_and_keeps_the_next_refund_for_a_person()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString, Environment = StripeSender.Settings });
        await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#7101", "nell", "delivered", "Garden Chair", 45m, quantity: 2));
        using var client = serve.Client();
        var paid = await client.DecideAsync(Ask.ToReturn("before", "nell", "one garden chair", "#7101"));
        Assert.Equal(("executed", new MoneyText("45.00", "USD")), (paid.Status, paid.Amount));

        var dispute = StripeSender.Dispute("evt_7101", "pay_#7101");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var response = await client.SendAsync(StripeSender.Delivery(dispute));
            return response.StatusCode;
        }));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Accepted, status));
        var told = await Eventually.GetAsync(() => client.RecordAsync(paid.DecisionId), record => record.Feedback.Length > 0, "the chargeback is told");
        var next = await client.DecideAsync(Ask.ToReturn("after", "nell", "one garden chair", "#7101"));

        Assert.Equal(("dispute", "payments:stripe", "fraudulent"), Assert.Single(told.Feedback.Select(said => (said.Kind, said.By, said.Reason))));
        Assert.Equal("escalate", next.Outcome);
        Assert.Equal(0m, (await client.RecordAsync(next.DecisionId)).Claims.Sum(claim => claim.Moved));
        Assert.Single((await client.RecordAsync(paid.DecisionId)).Feedback);
    }
}
