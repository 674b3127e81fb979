using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted.Helpdesks;

namespace RefundAgent.EndToEndTests.Helpdesks;

/// <summary>
/// The whole way for each helpdesk: its signed webhook over real HTTP, the queue, the decision, notes and answers over its API, what the team
/// writes there, the payment, the learner. The doubles send an event for every change, the agent's own included.
/// </summary>
public sealed class HelpdeskTests(HelpdeskShop shop) : IClassFixture<HelpdeskShop>
{
    /// <summary>Zammad has none; what Front's surveys tell is not read.</summary>
    private static readonly string[] WithoutRatings = ["front", "zammad"];

    public static TheoryData<string> Kinds => [.. HelpdeskDoubles.Make().Select(each => each.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_return_within_the_rules_is_paid_answered_and_noted_and_our_own_words_start_nothing(string kind)
    {
        var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
        var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request);

        var said = await UntilAsync(desk, ticket, own => own.Count == 2, "answer and note");
        var reply = Assert.Single(said, comment => comment.Public);
        Assert.Contains("45.00 USD", reply.Text, StringComparison.Ordinal);
        var note = Assert.Single(said, comment => !comment.Public);
        Assert.Contains("45.00 USD", note.Text, StringComparison.Ordinal);
        Assert.Contains(buyer.Order, note.Text, StringComparison.Ordinal);
        Assert.Contains("context version", note.Text, StringComparison.Ordinal);

        using var client = shop.Serve.Client();
        var decision = Assert.Single(await DecisionsAsync(client, kind, ticket));
        Assert.Equal(("approve", "executed", new MoneyText("45.00", "USD")), (decision.Outcome, decision.Status, decision.Amount));
        Assert.Equal(45m, (await client.RecordAsync(decision.DecisionId)).Claims.Sum(claim => claim.Moved));
        await Eventually.GetAsync(() => Task.FromResult(desk.Ticket(ticket).Tags), tags => tags.Contains("refund-agent"), "the tag is set");
        Assert.Equal(2, desk.OwnComments(ticket).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_waits_is_answered_by_a_reviewers_note_and_by_nobody_else_and_the_learner_hears_of_it(string kind)
    {
        var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
        var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request, byMail: true);
        var note = Assert.Single(await UntilAsync(desk, ticket, own => own.Count == 1, "the prepared case"));
        Assert.False(note.Public);
        Assert.Contains("/approve", note.Text, StringComparison.Ordinal);

        await desk.CustomerWritesAsync(ticket, "/approve");
        await desk.StaffNotesAsync(ticket, desk.Stranger, "/approve");
        await UntilAsync(desk, ticket, own => own.Any(each => each.Text.Contains("not among this connection", StringComparison.Ordinal)), "the stranger is refused");
        using var client = shop.Serve.Client();
        Assert.All(await DecisionsAsync(client, kind, ticket), each => Assert.NotEqual("executed", each.Status));

        await desk.StaffNotesAsync(ticket, desk.Mara, "/approve 12.50 agreed on the phone");
        var answer = Assert.Single(await UntilAsync(desk, ticket, own => own.Any(each => each.Public), "the answer"), comment => comment.Public);
        Assert.Contains("12.50 USD", answer.Text, StringComparison.Ordinal);
        await UntilAsync(desk, ticket, own => own.Any(each => each.Text.Contains("Done, mara: 12.50 USD refunded", StringComparison.Ordinal)), "it is told to Mara");

        var paid = (await DecisionsAsync(client, kind, ticket)).Single(each => each.Status == "executed");
        var record = await Eventually.GetAsync(() => client.RecordAsync(paid.DecisionId), each => each.Feedback.Length > 0, "the learner hears of it");
        Assert.Equal(12.5m, record.Claims.Sum(claim => claim.Moved));
        Assert.Equal(("amount", "mara"), Assert.Single(record.Feedback.Select(each => (each.Kind, each.By))));
        var through = (await client.ContextAsync()).Through;
        Assert.True(through > 0 || (await Eventually.GetAsync(client.ContextAsync, context => context.Through > 0, "the learner folds it")).Through > 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Staff_who_answer_take_over_and_the_agent_keeps_still(string kind)
    {
        var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
        var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request, byMail: true);
        await UntilAsync(desk, ticket, own => own.Count == 1, "the prepared case");

        await desk.StaffRepliesAsync(ticket, desk.Stranger, "Hello, I am looking into this myself.");
        await desk.CustomerWritesAsync(ticket, $"Good. Please do return it all. {buyer.Request}");
        await desk.StaffNotesAsync(ticket, desk.Noor, "/correct deny the chair was used");

        await UntilAsync(desk, ticket, own => own.Any(each => each.Text.Contains("Noted, noor", StringComparison.Ordinal)), "the last word is heard");
        using var client = shop.Serve.Client();
        var decision = Assert.Single(await DecisionsAsync(client, kind, ticket));
        Assert.Equal("pendingApproval", decision.Status);
        Assert.DoesNotContain(desk.OwnComments(ticket), comment => comment.Public);
        var record = await Eventually.GetAsync(() => client.RecordAsync(decision.DecisionId), each => each.Feedback.Length > 0, "the correction is learned");
        Assert.Equal(("ruling", "noor", "deny"), Assert.Single(record.Feedback.Select(each => (each.Kind, each.By, each.Outcome))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_that_come_thrice_late_and_in_any_order_have_their_effect_once(string kind)
    {
        var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
        (desk.Copies, desk.Holds) = (3, true);
        var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request);
        await desk.CustomerWritesAsync(ticket, "Thank you for looking into it!");
        await desk.ReleaseAsync(count => Enumerable.Range(0, count).Reverse().Concat(Enumerable.Range(0, count)));

        await UntilAsync(desk, ticket, own => own.Any(each => each.Public) && own.Any(each => !each.Public), "answer and note");
        desk.Copies = 1;
        await desk.StaffNotesAsync(ticket, desk.Noor, "/correct escalate to be sure");
        await UntilAsync(desk, ticket, own => own.Any(each => each.Text.Contains("Noted, noor", StringComparison.Ordinal)), "the last word is heard");

        using var client = shop.Serve.Client();
        var moved = await Task.WhenAll((await DecisionsAsync(client, kind, ticket)).Select(async each => (await client.RecordAsync(each.DecisionId)).Claims.Sum(claim => claim.Moved)));
        Assert.Equal(45m, moved.Sum());
        Assert.Single(desk.OwnComments(ticket), comment => comment.Public && comment.Text.Contains("45.00 USD", StringComparison.Ordinal));
        Assert.Equal(desk.OwnComments(ticket).Count, desk.OwnComments(ticket).Select(comment => comment.Text).Distinct().Count());
    }

    /// <summary>All at once, since each waits until a helpdesk has not been asked for anything for a while.</summary>
    [Fact]
    public async Task What_the_customer_thinks_of_the_answer_comes_back_as_their_signal()
    {
        using var client = shop.Serve.Client();
        await Task.WhenAll(shop.Kinds.Select(async kind =>
        {
            var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
            var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request);
            await UntilAsync(desk, ticket, own => own.Count == 2, "answer and note");
            var decision = Assert.Single(await DecisionsAsync(client, kind, ticket));
            var expected = new List<string> { "reopen" };
            if (!WithoutRatings.Contains(kind))
            {
                expected.Add("csat");
                await desk.RateAsync(ticket, 1);
                await HeardAsync(1);
            }

            await SilenceAsync(desk);
            await desk.SetStateAsync(ticket, DoubleState.Solved);
            await SilenceAsync(desk);
            await desk.CustomerWritesAsync(ticket, "Thank you, but that was not what I had hoped for.");

            var heard = (await HeardAsync(expected.Count)).Feedback;
            Assert.Equal(expected.Order(), heard.Select(each => each.Kind).Order());
            Assert.All(heard, each => Assert.Equal($"helpdesk:{kind}", each.By));

            Task<DecisionRecord> HeardAsync(int count) => Eventually.GetAsync(
                () => client.RecordAsync(decision.DecisionId), record => record.Feedback.Length >= count, $"{count} signals are heard from {kind}");
        }));
    }

    /// <summary>All at once, since each waits for the queue to bring its message again.</summary>
    [Fact]
    public async Task An_answer_that_arrived_and_was_reported_as_failed_is_not_written_again()
    {
        await Task.WhenAll(shop.Kinds.Select(async kind =>
        {
            var (desk, buyer) = (shop[kind], await shop.BuyerAsync(kind));
            desk.FailNext(kind.Length % 2 == 0 ? DoubleFault.CutAfter : DoubleFault.FailsAfter);
            var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request);

            await UntilAsync(desk, ticket, own => own.Any(each => each.Public) && own.Any(each => !each.Public), $"answer and note in {kind}");
            await Eventually.GetAsync(() => Task.FromResult(desk.Ticket(ticket).Tags), tags => tags.Contains("refund-agent"), $"the turn ends in {kind}");
            Assert.Equal(2, desk.OwnComments(ticket).Count);
        }));
    }

    private static Task<IReadOnlyList<DoubleComment>> UntilAsync(HelpdeskDouble desk, string ticket, Predicate<IReadOnlyList<DoubleComment>> settled, string what) =>
        Eventually.GetAsync(() => Task.FromResult(desk.OwnComments(ticket)), settled, $"{what} ({desk.Kind}, ticket {ticket})");

    /// <summary>Everything that was told has been looked at: the helpdesk was asked for nothing for a while that is longer than any of our pauses.</summary>
    private static async Task SilenceAsync(HelpdeskDouble desk)
    {
        var (seen, quiet) = (-1, 0);
        await Eventually.GetAsync(
            () =>
            {
                quiet = desk.Requests.Count == seen ? quiet + 1 : 0;
                seen = desk.Requests.Count;
                return Task.FromResult(quiet);
            },
            looks => looks >= 40,
            $"nobody asks {desk.Kind} for anything");
    }

    private static async Task<IReadOnlyList<Decision>> DecisionsAsync(AgentClient client, string kind, string ticket) =>
        [.. (await client.AllAsync()).Where(decision => decision.TicketId == $"{kind}:{ticket}")];
}
