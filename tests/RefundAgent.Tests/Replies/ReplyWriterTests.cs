using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Replies;

public sealed class ReplyWriterTests
{
    private static readonly ImmutableArray<Reason> Because = [new Reason("rule", ReasonKind.Policy, "It was used.")];
    private static readonly RefundEntry Entry = Samples.Entry(TenantId.From("t"), "c1", 73_19);

    private static readonly Ruling Approve = new Ruling.Approve
    {
        Reasons = Because, Amount = Entry.Amount, Order = OrderId.From("o1"), Items = [ItemId.From("i1")],
    };

    [Fact]
    public void Money_that_moved_or_is_on_its_way_is_named()
    {
        Assert.Contains("73.19 USD", Write(Paid(new RefundResult.Succeeded("re"))), StringComparison.Ordinal);
        Assert.Contains("73.19 USD", Write(Paid(new RefundResult.Pending("re"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Money_that_has_not_moved_is_never_named()
    {
        Assert.DoesNotContain("73", Write(Claim(Approve, ClaimStatus.PendingApproval)), StringComparison.Ordinal);
        Assert.DoesNotContain("73", Write(Claim(Approve, ClaimStatus.Executed, null)), StringComparison.Ordinal);
        Assert.DoesNotContain("73", Write(Paid(new RefundResult.Failed(RefundFailure.TooLarge, "Only 73.19 is left."))), StringComparison.Ordinal);
        Assert.DoesNotContain("73", Write(Paid(new RefundResult.Unknown("73.19?"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_says_why_only_when_it_stands()
    {
        Assert.Contains("It was used.", Write(Claim(new Ruling.Deny { Reasons = Because }, ClaimStatus.Answered)), StringComparison.Ordinal);
        Assert.DoesNotContain("It was used.", Write(Claim(new Ruling.Deny { Reasons = Because, Hold = Hold.NotEarned }, ClaimStatus.PendingApproval)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_names_what_said_no_and_neither_the_rule_that_said_yes_nor_past_cases()
    {
        var left = new Reason("entitlement.nothingLeft", ReasonKind.Limit, "It has already been given back.");
        var past = new Reason("p-1", ReasonKind.Precedent, "3 of 5 similar cases were denied, by 2 people");

        Assert.Equal(
            "We are sorry, but we cannot refund this: It has already been given back.",
            Write(Claim(new Ruling.Deny { Reasons = [.. Because, past, left] }, ClaimStatus.Answered)));
        Assert.Equal("We are sorry, but we cannot refund this.", Write(Claim(new Ruling.Deny { Reasons = [past] }, ClaimStatus.Answered)));
    }

    [Fact]
    public void A_refund_that_the_provider_has_not_finished_is_not_told_as_made() =>
        Assert.DoesNotContain("have refunded", Write(Paid(new RefundResult.Pending("re"))), StringComparison.Ordinal);

    [Fact]
    public void A_fee_and_goods_that_may_be_kept_are_told_with_the_money()
    {
        var fee = new Reason(ReasonIds.RestockingFee, ReasonKind.Policy, "A restocking fee of 6.00 USD is kept back.");
        var ruling = (Ruling.Approve)Approve with { KeepItem = true, Reasons = Because.Add(fee) };

        Assert.EndsWith(
            "A restocking fee of 6.00 USD is kept back. You need not send anything back.", Write(Claim(ruling, ClaimStatus.Executed, null).After(Samples.Action(Samples.Caps(), Entry).With([new RefundResult.Succeeded("re")]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Store_credit_is_not_told_as_money_on_its_way_to_an_account()
    {
        var reply = Write(Paid(new RefundResult.Succeeded("re"), (Ruling.Approve)Approve with { PayTo = RefundDestination.StoreCredit }));

        Assert.Equal("We have refunded 73.19 USD for your order o1 as store credit.", reply);
    }

    [Fact]
    public void A_fee_is_not_told_where_a_person_gave_another_sum()
    {
        var fee = new Reason(ReasonIds.RestockingFee, ReasonKind.Policy, "A restocking fee of 6.00 USD is kept back.");
        var held = (Ruling.Approve)Approve with { Reasons = Because.Add(fee), Hold = Hold.Rule };
        var answer = new ApprovalAnswer
        {
            Verdict = ApprovalVerdict.Approve, By = PrincipalId.From("jo"), Roles = Roles.Agent, At = Entry.PlannedAt, Amount = Entry.Amount, Held = held with { Amount = new Money(1, Currency.Usd) },
        };
        var claim = Claim(held with { Hold = null }, ClaimStatus.Executed, null).After(Samples.Action(Samples.Caps(), Entry).With([new RefundResult.Succeeded("re")]));

        Assert.DoesNotContain("restocking", Write(claim with { Answer = answer }), StringComparison.Ordinal);
        Assert.Contains("restocking", Write(claim with { Answer = answer with { Held = held } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_is_asked_and_the_same_sentence_stands_once()
    {
        var ask = Claim(new Ruling.Ask { Reasons = Because, Missing = ["Which order?", "Which item?"] }, ClaimStatus.Answered);
        Assert.Contains("Which order? Which item?", Write(ask), StringComparison.Ordinal);

        var person = Claim(new Ruling.Escalate { Reasons = Because, To = Roles.Agent }, ClaimStatus.Answered);
        Assert.Equal(Write(person), Write(person, person));
    }

    private static ClaimRecord Paid(RefundResult result, Ruling? ruling = null) => Claim(ruling ?? Approve, ClaimStatus.Executed, null).After(Samples.Action(Samples.Caps(), Entry).With([result]));

    private static ClaimRecord Claim(Ruling ruling, ClaimStatus status) =>
        Samples.Record(Samples.Ticket(TenantId.From("t"))).Claims[0] with { Ruling = ruling, Status = status };

    private static ClaimRecord Claim(Ruling ruling, ClaimStatus status, RefundResult? result) =>
        Claim(ruling, status) with { Refund = Samples.Action(Samples.Caps(), Entry).With([result]) };

    private static string Write(params ClaimRecord[] claims) =>
        ReplyWriter.Write(Samples.Record(Samples.Ticket(TenantId.From("t"))) with { Claims = [.. claims] }, ReplyBook.BuiltIn);
}
