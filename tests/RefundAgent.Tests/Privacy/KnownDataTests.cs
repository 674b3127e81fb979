using RefundAgent.Privacy;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Privacy;

public sealed class KnownDataTests
{
    [Theory]
    [InlineData("0612345678")]
    [InlineData("call me about 0612345678")]
    [InlineData("#W-0612345678")]
    public void An_id_of_the_case_stays_although_it_looks_like_something_else(string text)
    {
        Assert.Contains('[', PersonalData.Mask("call me about 0612345678"));
        Assert.Equal(text, PersonalData.Mask(text, KnownData.Keeping(["0612345678", "#w-0612345678"])));
    }

    [Fact]
    public void It_stays_only_as_a_whole() =>
        Assert.Equal("[phone]", PersonalData.Mask("+15550612345678"[..13], KnownData.Keeping(["061234"])));

    [Fact]
    public void A_short_id_keeps_no_telephone_number_that_ends_in_it() =>
        Assert.Equal("[phone] about 1001", PersonalData.Mask("+1 212 555 1001 about 1001", KnownData.Keeping(["1001"])));

    [Theory]
    [InlineData("My name is Mara Silva.", "My name is [name].")]
    [InlineData("SILVA, Mara", "[name]")]
    [InlineData("Mara P. Silva here", "[name] here")]
    [InlineData("Mara wants the silva tent", "Mara wants the silva tent")]
    [InlineData("The mara-lake trousers", "The mara-lake trousers")]
    public void The_customers_name_goes_where_it_stands_in_full(string text, string masked)
    {
        Assert.Equal(masked, PersonalData.Mask(text, Of("mara_silva_81", null)));
        Assert.Equal(masked, PersonalData.Mask(text, Of("77", "Mara.Silva1981@example.com")));
    }

    [Fact]
    public void An_address_with_one_word_in_it_names_nobody() =>
        Assert.Equal("blue dress", PersonalData.Mask("blue dress", Of("4711", "blue@dress.example")));

    private static KnownData Of(string id, string? email) => KnownData.Of(
        new Ticket
        {
            Tenant = TenantId.From("t"),
            Id = TicketId.From("1"),
            Message = MessageId.From("1"),
            Text = "",
            Customer = new TicketCustomer(CustomerId.From(id), email, true),
            BroughtBy = RefundAgent.Feedback.PrincipalId.From("p"),
            ReceivedAt = default,
        },
        []);
}
