using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Tests.Web.Refunds;

public sealed class DecisionViewTests
{
    private static readonly ImmutableArray<Reason> Because = [new Reason("rule", ReasonKind.Policy, "Because.")];

    private static readonly Ruling Escalate = new Ruling.Escalate { Reasons = Because, To = Roles.Agent };
    private static readonly Ruling Ask = new Ruling.Ask { Reasons = Because, Missing = ["Which order?"] };
    private static readonly Ruling Deny = new Ruling.Deny { Reasons = Because };

    [Fact]
    public void The_outcome_is_the_first_present_of_escalate_ask_approve_deny()
    {
        Assert.Equal(Outcome.Escalate, View(Claim(Deny), Claim(Ask), Claim(Escalate), Claim(Approve(1))).Outcome);
        Assert.Equal(Outcome.Ask, View(Claim(Deny), Claim(Approve(1)), Claim(Ask)).Outcome);
        Assert.Equal(Outcome.Approve, View(Claim(Deny), Claim(Approve(1))).Outcome);
        Assert.Equal(Outcome.Deny, View(Claim(Deny)).Outcome);
    }

    [Fact]
    public void The_status_is_waiting_if_any_claim_waits_else_executed_if_any_is()
    {
        var (executed, waiting, answered) = (Claim(Approve(1), ClaimStatus.Executed), Claim(Approve(1), ClaimStatus.PendingApproval), Claim(Ask));

        Assert.Equal(ClaimStatus.PendingApproval, View(answered, executed, waiting).Status);
        Assert.Equal(ClaimStatus.Executed, View(answered, executed).Status);
        Assert.Equal(ClaimStatus.Answered, View(answered).Status);
    }

    [Fact]
    public void The_amount_adds_up_what_was_executed_and_what_waits()
    {
        var view = View(Claim(Approve(10_00), ClaimStatus.Executed), Claim(Approve(2_50), ClaimStatus.PendingApproval), Claim(Deny));

        Assert.Equal(new Money(12_50, Currency.Usd), view.Amount);
        Assert.Null(View(Claim(Deny), Claim(Ask)).Amount);
    }

    [Fact]
    public void Amounts_of_two_currencies_have_no_sum() =>
        Assert.Null(View(Claim(Approve(10_00)), Claim(Approve(10_00, "EUR"))).Amount);

    [Fact]
    public void A_refund_lists_each_unit_once()
    {
        var refund = View(Claim(Approve(10_00))).Claims.Single().Refund!;

        Assert.Equal(["i1", "i1"], refund.Items.Select(item => item.Value));
        Assert.Null(View(Claim(Deny)).Claims.Single().Refund);
    }

    [Fact]
    public void A_refund_says_only_where_it_is_so_that_nothing_has_to_come_back()
    {
        Assert.True(View(Claim(Approve(10_00) with { KeepItem = true })).Claims.Single().Refund!.KeepItem);
        Assert.Null(View(Claim(Approve(10_00))).Claims.Single().Refund!.KeepItem);
    }

    [Fact]
    public void A_refund_says_where_it_goes_only_where_that_is_not_the_way_it_came()
    {
        Assert.Equal(RefundDestination.StoreCredit, View(Claim(Approve(10_00) with { PayTo = RefundDestination.StoreCredit })).Claims.Single().Refund!.PayTo);
        Assert.Null(View(Claim(Approve(10_00))).Claims.Single().Refund!.PayTo);
    }

    private static DecisionView View(params ClaimRecord[] claims) => DecisionView.Of(
        Samples.Record(Samples.Ticket(TenantId.From("t"))) with { Claims = [.. claims], State = RecordState.Complete }, ReplyBook.BuiltIn);

    private static Ruling.Approve Approve(long cents, string currency = "USD") => new()
    {
        Reasons = Because,
        Amount = new Money(cents, Currency.Parse(currency)),
        Order = OrderId.From("o1"),
        Items = [ItemId.From("i1"), ItemId.From("i1")],
    };

    private static ClaimRecord Claim(Ruling ruling, ClaimStatus status = ClaimStatus.Answered) =>
        Samples.Record(Samples.Ticket(TenantId.From("t"))).Claims[0] with { Ruling = ruling, Status = status };
}
