using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Actions;

public sealed class RefundNoteTests
{
    [Fact]
    public void Units_delivery_and_initiator_come_back_as_they_were()
    {
        var entry = Samples.Entry(TestStore.NewTenant(), "c1") with
        {
            Items = [new("a|b"), new("a|b"), new("lamp \"brass\"")],
            Shipping = Samples.Usd(4_95),
            Amount = Samples.Usd(50_00),
            Initiator = RefundInitiator.Person,
        };

        var note = RefundNote.Read(RefundNote.Of(entry), entry.Amount)!;

        Assert.Equal(entry.Items.AsEnumerable(), note.Units());
        Assert.Equal((entry.Shipping, entry.Initiator), (note.Shipping, note.Initiator));
        Assert.Equal(RefundNote.Of(entry), RefundNote.Of(entry with { Items = [.. entry.Items.Reverse()], State = RefundState.Unknown, Detail = "later" }));
    }

    [Fact]
    public void What_no_provider_would_keep_whole_is_not_left_with_it()
    {
        var entry = Samples.Entry(TestStore.NewTenant(), "c1") with { Items = [.. Enumerable.Range(0, 60).Select(item => new ItemId($"item-{item:0000}"))] };

        Assert.Null(RefundNote.Of(entry));
        Assert.Equal(60, (entry with { Items = [.. entry.Items.Select(_ => new ItemId("one"))] }) is var same ? RefundNote.Read(RefundNote.Of(same), same.Amount)!.Units().Length : 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("no JSON")]
    [InlineData("""{"items":null,"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":0},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":-1},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":2000000000},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{" ":1},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":1},"shipping":{"amount":"10.01","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":1},"shipping":{"amount":"-1.00","currency":"USD"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":1},"shipping":{"amount":"0.00","currency":"EUR"},"initiator":"agent"}""")]
    [InlineData("""{"items":{"lamp":1},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"nobody"}""")]
    [InlineData("""{"items":{"lamp":1}}""")]
    public void Words_of_others_are_none(string? written) => Assert.Null(RefundNote.Read(written, Samples.Usd(10_00)));
}
