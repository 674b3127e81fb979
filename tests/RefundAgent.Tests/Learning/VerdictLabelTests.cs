using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning;

public sealed class VerdictLabelTests
{
    public static TheoryData<Outcome, AmountBasis?, string> Keys => new()
    {
        { Outcome.Approve, null, "approve full" },
        { Outcome.Approve, new AmountBasis.Entitled(), "approve full" },
        { Outcome.Approve, new AmountBasis.ShareOfPaid(0.50m), "approve share 10/20" },
        { Outcome.Approve, new AmountBasis.ShareOfPaid(0.333m), "approve share 0.333" },
        { Outcome.Approve, new AmountBasis.Fixed(new Money(5000, Currency.Usd)), "approve fixed 5000 USD" },
        { Outcome.Approve, new AmountBasis.ForItems([new ItemId("b,c"), new ItemId("a")]), "approve items [\"a\",\"b,c\"]" },
        { Outcome.Deny, null, "deny" },
        { Outcome.Escalate, null, "escalate" },
        { Outcome.Ask, null, "ask" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_label_is_its_key(Outcome outcome, AmountBasis? basis, string key)
    {
        var label = new VerdictLabel(outcome, basis);
        Assert.Equal(key, label.Key);
        Assert.Equal(label, CanonicalJson.Read<VerdictLabel>(CanonicalJson.Write(label)));
    }

    [Fact]
    public void The_same_verdict_said_differently_is_one_label() =>
        Assert.Equal(new VerdictLabel(Outcome.Approve, null), new VerdictLabel(Outcome.Approve, new AmountBasis.Entitled()));
}
