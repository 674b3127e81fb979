using RefundAgent.Context;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning;

public sealed class ItemCreditsTests
{
    private static readonly LearnedItemId Item = new("item");

    [Fact]
    public void Credit_is_given_taken_back_and_lost_to_the_bank_for_what_was_cited_once_each()
    {
        var credits = new ItemCredits([]);

        credits.Judged([Item, Item], agreed: true, 1);
        credits.Judged([Item], agreed: true, 1);
        credits.Judged([Item], agreed: true, -1);
        credits.Judged([Item], agreed: false, 1);
        credits.Blame([Item]);

        Assert.Equal(new ItemCredit(1, 1, 1), credits.Of(Item));
        Assert.Equal(ItemCredit.None, credits.Of(new LearnedItemId("another")));
    }

    [Fact]
    public void An_item_that_was_forgotten_meanwhile_owes_nothing()
    {
        var credits = new ItemCredits([]);
        credits.Judged([Item], agreed: true, 1);
        credits.Judged(Enumerable.Range(0, 2000).Select(i => new LearnedItemId($"i{i}")), agreed: true, 1);
        Assert.Equal(ItemCredit.None, credits.Of(Item));

        credits.Judged([Item], agreed: true, -1);
        credits.Judged([Item], agreed: false, 1);

        Assert.Equal(new ItemCredit(0, 1, 0), credits.Of(Item));
        Assert.Equal(2000, credits.All.Length);
    }
}
