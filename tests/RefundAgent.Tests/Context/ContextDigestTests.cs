using RefundAgent.Context;
using RefundAgent.Decisions;
using static RefundAgent.Tests.Decisions.AdvisorCases;

namespace RefundAgent.Tests.Context;

public sealed class ContextDigestTests
{
    private static readonly LearnedContext Known = Knowing(Past(1, Outcome.Approve, "ann"), Past(2, Outcome.Deny, "bob"));

    [Fact]
    public void Order_version_time_and_credit_do_not_count() => Assert.Equal(
        ContextDigest.Sha256(Known),
        ContextDigest.Sha256(Known with
        {
            Version = new ContextVersion(7),
            Through = 99,
            Items = [Known.Items[1] with { Helpful = 4 }, (LearnedItem.Precedent)Known.Items[0] with { Sequence = 50, Harmful = 2 }],
            Segments = Known.Segments.Add("s", new SegmentTally(1, 1)),
        }));

    [Fact]
    public void What_an_item_says_and_who_taught_it_count()
    {
        var first = (LearnedItem.Precedent)Known.Items[0];

        Assert.Equal(4, new[]
        {
            Known,
            Known with { Items = [first with { Outcome = Outcome.Deny }, Known.Items[1]] },
            Known with { Items = [first with { Reviewers = [] }, Known.Items[1]] },
            Known with { Items = [first] },
        }.Select(ContextDigest.Sha256).Distinct().Count());
    }
}
