using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Freshdesk;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks.Freshdesk;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Freshdesk;

public sealed class FreshdeskHelpdeskTests() : HelpdeskContract(new FreshdeskDouble(), new FreshdeskKind())
{
    /// <summary>The ticket that was merged is closed, and nothing in the API says into which.</summary>
    protected override bool Merges => false;

    /// <summary>A closed ticket takes comments as well.</summary>
    protected override ImmutableDictionary<string, TicketState> States => base.States.SetItem("Closed", TicketState.Solved);

    private FreshdeskDouble Freshdesk => (FreshdeskDouble)Helpdesk;

    [Fact]
    public async Task The_shops_own_id_of_the_customer_is_read()
    {
        var id = await OpenedAsync();
        Freshdesk.ShopIds[Helpdesk.Ticket(id).Customer.Id] = "ann.lind";

        var ticket = await ReadAsync(id);

        Assert.Equal(("ann.lind", "en"), (ticket.Customer.ShopId, ticket.Language));
    }

    [Fact]
    public async Task A_ticket_in_the_trash_is_not_there()
    {
        var id = await OpenedAsync();
        Freshdesk.Deleted.Add(id);

        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
    }

    [Fact]
    public async Task A_ticket_is_given_to_a_group()
    {
        var id = await OpenedAsync();

        await Api.AssignAsync(await ReadAsync(id), "team:360001", default);

        Assert.Equal(("team:360001", "team:360001"), (Helpdesk.Ticket(id).Assignee, (await ReadAsync(id)).Assignee));
    }

    [Fact]
    public async Task Whom_a_ticket_goes_to_has_to_be_a_number()
    {
        var ticket = await ReadAsync(await OpenedAsync());

        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "refunds", default))).Fault);
    }

    [Fact]
    public async Task A_plan_without_surveys_has_no_ratings()
    {
        var id = await OpenedAsync();
        await Helpdesk.RateAsync(id, 5);
        Freshdesk.HasSurveys = false;

        Assert.Null((await ReadAsync(id)).Rating);
    }

    [Fact]
    public async Task A_note_of_an_agent_who_may_no_longer_sign_in_is_suspect()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        Freshdesk.Inactive.Add(Helpdesk.Mara.Id);

        Assert.True((await ReadAsync(id)).Comments[1].Suspect);
    }

    [Theory]
    [InlineData(2, CommentOrigin.Helpdesk)]
    [InlineData(8, CommentOrigin.Other)]
    [InlineData(6, CommentOrigin.Other)]
    public async Task Only_a_note_counts_as_typed(int source, CommentOrigin origin)
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        Freshdesk.Source[Helpdesk.Ticket(id).Comments[1].Id] = source;

        Assert.Equal(origin, (await ReadAsync(id)).Comments[1].Origin);
    }

    [Fact]
    public async Task Whoever_writes_from_the_shops_page_may_be_anybody()
    {
        var id = await OpenedAsync();
        Freshdesk.TicketSource[id] = 9;

        Assert.True((await ReadAsync(id)).Comments[0].Suspect);
    }

    [Fact]
    public async Task Somebody_else_on_copy_is_not_the_customer_who_asked()
    {
        var id = await OpenedAsync(byMail: true);
        var other = Helpdesk.Ticket(await Helpdesk.CustomerOpensAsync("bob@mail.example", "Hello")).Customer;
        await Helpdesk.StaffRepliesAsync(id, other, "Pay it to me.");

        var comment = (await ReadAsync(id)).Comments[1];

        Assert.Equal((AuthorKind.Customer, other.Id, true), (comment.Author.Kind, comment.Author.Id, comment.Suspect));
    }
}
