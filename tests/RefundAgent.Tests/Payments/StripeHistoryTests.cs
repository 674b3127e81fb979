using System.Globalization;
using System.Text.Json.Nodes;
using RefundAgent.Actions;
using RefundAgent.Payments;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

public sealed class StripeHistoryTests
{
    private static readonly TenantId Tenant = TenantId.From("t1");

    [Fact]
    public async Task Every_refund_since_then_is_told_with_its_payments_and_our_own_words()
    {
        await using var stripe = await ScriptedStripe.StartAsync(
            StripeReply.List([Ours("re_1", "ch_1", "pi_1")], more: true), StripeReply.List([ByHand("re_2", "ch_2"), OfBalance("re_3")]));

        var told = await ToldAsync(stripe);

        Assert.Equal(["re_1", "re_2"], told.Select(report => report.Refund.Reference));
        Assert.Equal(["ch_1", "pi_1"], told[0].Payments.Select(payment => payment.Value));
        Assert.Equal(("rf_1", "t1", "#1001"), (told[0].Refund.Key?.Value, told[0].Tenant?.Value, told[0].Order?.Value));
        Assert.Equal((null, null, null), (told[1].Refund.Key?.Value, told[1].Tenant?.Value, told[1].Order?.Value));
        Assert.Equal(("c1", "{}", 1_763_900_000), (told[0].Claim?.Value, told[0].Note, told[0].MadeAt?.ToUnixTimeSeconds()));
        var seconds = Samples.Noon.AddDays(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(("/v1/refunds", $"created[gte]={seconds}&limit=100"), (stripe.Calls[0].Path, stripe.Calls[0].Query));
        Assert.Contains("starting_after=re_1", stripe.Calls[1].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("succeeded", RefundState.Succeeded)]
    [InlineData("failed", RefundState.Failed)]
    [InlineData("a_new_word", RefundState.Pending)]
    public async Task A_word_that_is_not_known_may_mean_money_on_its_way(string status, RefundState state)
    {
        var refund = ByHand("re_1", "ch_1");
        refund["status"] = status;
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.List([refund]));

        Assert.Equal(state, Assert.Single(await ToldAsync(stripe)).Refund.State);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_no_empty_history()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Error(500));

        await Assert.ThrowsAsync<ProviderException>(() => ToldAsync(stripe));
    }

    private static async Task<List<ProviderEvent.RefundChanged>> ToldAsync(ScriptedStripe stripe)
    {
        var told = new List<ProviderEvent.RefundChanged>();
        await foreach (var report in stripe.History.SinceAsync(Tenant, Samples.Noon.AddDays(-1), default))
        {
            told.Add(report);
        }

        return told;
    }

    private static JsonObject Ours(string id, string charge, string intent)
    {
        var refund = StripeReply.RefundObject(id: id, key: "rf_1");
        (refund["charge"], refund["payment_intent"]) = (charge, intent);
        (refund["metadata"]!["tenant"], refund["metadata"]!["order"]) = ("t1", "#1001");
        (refund["metadata"]!["claim"], refund["metadata"]!["refund"], refund["created"]) = ("c1", "{}", 1_763_900_000);
        return refund;
    }

    private static JsonObject ByHand(string id, string charge)
    {
        var refund = StripeReply.RefundObject(id: id);
        refund["charge"] = charge;
        return refund;
    }

    private static JsonObject OfBalance(string id) => StripeReply.RefundObject(id: id);
}
