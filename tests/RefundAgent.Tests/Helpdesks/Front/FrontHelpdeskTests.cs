using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Front;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Front;

public sealed class FrontHelpdeskTests() : HelpdeskContract(new FrontDouble(), new FrontKind())
{
    protected override string MissingTicket => "cnv_none";

    protected override bool ReadsRatings => false;

    /// <summary>An archived conversation opens again as soon as anybody writes; none is done for good.</summary>
    protected override ImmutableDictionary<string, TicketState> States => base.States.SetItem(nameof(DoubleState.Closed), TicketState.Solved);

    private FrontDouble Front => (FrontDouble)Helpdesk;

    [Theory]
    [InlineData("cnv_../me")]
    [InlineData("..")]
    [InlineData("12")]
    public async Task What_is_no_conversations_id_is_never_asked_for(string id)
    {
        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
        Assert.DoesNotContain(Helpdesk.Requests, request => request.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_is_named_later_and_leaves_the_conversation_where_it_is()
    {
        var id = await OpenedAsync(byMail: true);

        Assert.Null(await Api.ReplyAsync(await ReadAsync(id), "On its way.", default));

        Assert.Empty(OwnOf(await ReadAsync(id)));
        var ticket = await ReadAsync(id, own: 1);
        Assert.Equal((TicketState.Open, "On its way."), (ticket.State, Assert.Single(OwnOf(ticket)).Text));
    }

    [Fact]
    public async Task A_chats_customer_is_found_by_the_address_of_the_contact()
    {
        var ticket = await ReadAsync(await OpenedAsync());

        Assert.Equal(("front_chat", "ann@mail.example"), (ticket.Channel, ticket.Customer.Email));
        Assert.Equal((AuthorKind.Customer, CommentOrigin.Other, false), (ticket.Comments[0].Author.Kind, ticket.Comments[0].Origin, ticket.Comments[0].Suspect));
    }

    [Fact]
    public async Task What_a_teammate_sends_by_mail_is_a_strangers_message()
    {
        var id = await OpenedAsync(byMail: true);
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Noor, "/approve 500", byMail: true);

        var mail = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((AuthorKind.Customer, "noor@shop.example", CommentOrigin.Email, true), (mail.Author.Kind, mail.Author.Id, mail.Origin, mail.Suspect));
    }

    [Theory]
    [InlineData("inb_7")]
    [InlineData("team:inb_7")]
    public async Task A_case_moves_to_a_teams_inbox(string assignee)
    {
        var id = await OpenedAsync();

        await Api.AssignAsync(await ReadAsync(id), assignee, default);

        Assert.Equal("inb_7", Front.Inboxes[id]);
    }

    [Fact]
    public async Task An_assignee_of_no_known_form_is_refused_before_Front_is_asked()
    {
        var ticket = await ReadAsync(await OpenedAsync());

        var fault = await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "mara", default));

        Assert.Equal(HelpdeskFault.Refused, fault.Fault);
        Assert.DoesNotContain(Helpdesk.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tag_is_made_once_and_then_known()
    {
        var (first, second) = (await OpenedAsync(), await OpenedAsync());

        await Api.TagAsync(await ReadAsync(first), ["refund-agent", "somebody-elses"], default);
        await Api.TagAsync(await ReadAsync(second), ["refund-agent"], default);

        Assert.Equal(["refund-agent"], Helpdesk.Ticket(second).Tags);
        Assert.Single(Helpdesk.Requests, request => request == "POST /company/tags");
        Assert.Single(Helpdesk.Requests, request => request == "GET /company/tags");
    }

    [Fact]
    public async Task A_tag_that_was_deleted_since_is_made_anew()
    {
        var (first, second) = (await OpenedAsync(), await OpenedAsync());
        await Api.TagAsync(await ReadAsync(first), ["refund-agent"], default);
        Front.DeleteTag("refund-agent");

        await Api.TagAsync(await ReadAsync(second), ["refund-agent"], default);

        Assert.Equal(["refund-agent"], Helpdesk.Ticket(second).Tags);
    }

    [Fact]
    public async Task What_is_written_to_a_conversation_that_was_merged_meanwhile_is_not_taken_for_written()
    {
        var (from, to) = (await OpenedAsync(), await OpenedAsync());
        var ticket = await ReadAsync(from);
        Helpdesk.Ticket(from).MergedInto = to;

        var fault = await Assert.ThrowsAsync<HelpdeskException>(() => Api.NoteAsync(ticket, "Approved.", default));

        Assert.Equal(HelpdeskFault.Moved, fault.Fault);
        Assert.Empty(Helpdesk.OwnComments(to));
    }

    [Fact]
    public async Task Merges_that_lead_nowhere_end()
    {
        var (one, other) = (await OpenedAsync(), await OpenedAsync());
        (Helpdesk.Ticket(one).MergedInto, Helpdesk.Ticket(other).MergedInto) = (other, one);

        Assert.Equal(HelpdeskFault.Garbled, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReadAsync(new TicketId(one), default))).Fault);
    }
}
