using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reading;

public sealed class ConversationTests
{
    private static readonly TenantId Tenant = TenantId.From("t");
    private static readonly Conversation Conversation = new(new MessageReader());

    private static readonly ImmutableArray<Order> Orders =
    [
        .. new[] { "#2001", "#2002" }.Select(id => Samples.Order(id, "c1") with
        {
            Items = [new OrderItem { Id = ItemId.From("i1"), Name = "Lamp", Quantity = 1, UnitPrice = Samples.Usd(100_00) }],
        }),
    ];

    [Theory]
    [InlineData("#2001")]
    [InlineData("Order #2001.")]
    public void An_order_number_alone_answers_which_order_was_meant(string answer)
    {
        var claim = Assert.Single(Read(answer, Asked("I want to return my lamp.")));

        Assert.True(claim.Reading.IsCertain);
        Assert.Equal((RequestKind.Return, "#2001"), (claim.Reading.Request, claim.Reading.Order?.Value));
        Assert.Equal(Asked("I want to return my lamp.").Id, claim.Origin.Decision);
    }

    [Theory]
    [InlineData("Order #2001. Actually never mind.")]
    [InlineData("Forget it, I keep #2001.")]
    [InlineData("Thanks!")]
    public void An_answer_that_takes_back_or_says_nothing_settles_nothing(string answer) =>
        Assert.All(Read(answer, Asked("I want to return my lamp.")), claim => Assert.False(claim.Reading.IsCertain));

    [Fact]
    public void What_asks_for_something_new_is_a_request_of_its_own()
    {
        var claim = Assert.Single(Read("Return everything from order #2002.", Asked("I want to return my lamp.")));

        Assert.Equal((Now, "#2002"), (claim.Origin.Decision, claim.Reading.Order?.Value));
    }

    [Fact]
    public void Only_what_was_asked_about_is_gone_on_with()
    {
        var asked = Asked("I want to return my lamp.");
        var denied = asked with { Claims = [asked.Claims[0] with { Ruling = new Ruling.Deny { Reasons = asked.Claims[0].Ruling.Reasons } }] };

        Assert.All(Read("#2001", denied), claim => Assert.Equal(Now, claim.Origin.Decision));
        Assert.All(Read("#2001", asked with { Papers = null }), claim => Assert.Equal(Now, claim.Origin.Decision));
        Assert.All(Read("#2001", null), claim => Assert.Equal(Now, claim.Origin.Decision));
    }

    private static DecisionId Now { get; } = DecisionId.For(Samples.Ticket(Tenant, message: "m2"));

    private static ImmutableArray<ReadClaim> Read(string answer, DecisionRecord? last) =>
        Conversation.Read(Samples.Ticket(Tenant, message: "m2", text: answer), Now, Conversation.Asked(last), Orders);

    private static DecisionRecord Asked(string text)
    {
        var ticket = Samples.Ticket(Tenant, text: text);
        var record = Samples.Record(ticket);
        var reading = new MessageReader().Read(text, null, Orders).Single();
        return record with
        {
            Claims = [record.Claims[0] with { Ruling = new Ruling.Ask { Reasons = record.Claims[0].Ruling.Reasons, Missing = ["Which order?"] } }],
            Papers = new CasePapers { Ticket = ticket, Claims = [new ClaimPapers(ClaimId.From("c1"), reading, [], new ClaimOrigin(record.Id, ClaimId.From("c1")))] },
        };
    }
}
