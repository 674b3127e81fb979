using RefundAgent.Adapters.Helpdesks.Zendesk;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks.Zendesk;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Zendesk;

public sealed class ZendeskHelpdeskTests() : HelpdeskContract(new ZendeskDouble(), new ZendeskKind())
{
    /// <summary>A merged ticket is closed there and nothing says where it went; the other ticket's own event wakes that one.</summary>
    protected override bool Merges => false;

    private ZendeskDouble Zendesk => (ZendeskDouble)Helpdesk;

    [Fact]
    public async Task A_reply_is_refused_where_somebody_wrote_since_the_ticket_was_read_and_a_note_is_not()
    {
        var id = await OpenedAsync();
        var asRead = await ReadAsync(id);
        await Helpdesk.CustomerWritesAsync(id, "Forget it, I found it.");

        var refused = await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReplyAsync(asRead, "Approved.", default));
        await Api.NoteAsync(asRead, "Not sent.", default);

        Assert.Equal(HelpdeskFault.Moved, refused.Fault);
        Assert.False(Assert.Single(Helpdesk.OwnComments(id)).Public);
    }

    [Fact]
    public async Task A_closed_ticket_takes_no_more_notes()
    {
        var id = await OpenedAsync();
        await Helpdesk.SetStateAsync(id, Scripted.Helpdesks.DoubleState.Closed);
        var ticket = await ReadAsync(id);

        var refused = await Assert.ThrowsAsync<HelpdeskException>(() => Api.NoteAsync(ticket, "Too late.", default));

        Assert.Equal(HelpdeskFault.Refused, refused.Fault);
        Assert.Contains("closed prevents", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_ticket_is_not_there_and_takes_no_note()
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);
        Zendesk.Deleted.Add(id);

        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
        var gone = ticket with { Id = new TicketId(MissingTicket) };
        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.NoteAsync(gone, "Hello?", default))).Fault);
    }

    [Fact]
    public async Task A_ticket_is_given_to_a_group()
    {
        var id = await OpenedAsync();

        await Api.AssignAsync(await ReadAsync(id), "team:360001", default);

        Assert.Equal(("team:360001", "team:360001"), (Helpdesk.Ticket(id).Assignee, (await ReadAsync(id)).Assignee));
    }

    [Fact]
    public async Task A_comment_that_Zendesk_flags_is_suspect()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        Zendesk.Flags[Helpdesk.Ticket(id).Comments[1].Id] = [11];

        Assert.Equal([false, true], (await ReadAsync(id)).Comments.Select(comment => comment.Suspect));
    }

    [Fact]
    public async Task A_comment_of_staff_who_are_shut_out_is_suspect()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        Zendesk.Suspended.Add(Helpdesk.Mara.Id);

        Assert.True((await ReadAsync(id)).Comments[1].Suspect);
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

    /// <summary>A person who signs in with the agent's account is a person; but nobody knows which.</summary>
    [Fact]
    public async Task What_was_typed_with_our_own_account_is_not_ours_and_no_command()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Agent, "/approve");

        var comment = (await ReadAsync(id)).Comments[1];

        Assert.Equal((AuthorKind.Staff, true), (comment.Author.Kind, comment.Suspect));
    }

    [Theory]
    [InlineData("rule", null, AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("web", "merge", AuthorKind.Staff, CommentOrigin.Other)]
    [InlineData("api", null, AuthorKind.Staff, CommentOrigin.Api)]
    [InlineData("mobile", null, AuthorKind.Staff, CommentOrigin.Other)]
    [InlineData("side_conversation", null, AuthorKind.Staff, CommentOrigin.Other)]
    public async Task Only_what_was_typed_into_Zendesks_own_pages_counts_as_typed(string channel, string? rel, AuthorKind kind, CommentOrigin origin)
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        Zendesk.Via[Helpdesk.Ticket(id).Comments[1].Id] = new { channel, source = new { rel } };

        var comment = (await ReadAsync(id)).Comments[1];

        Assert.Equal((kind, origin), (comment.Author.Kind, comment.Origin));
    }

    [Fact]
    public async Task Without_an_administrators_token_a_ticket_is_read_without_its_rating()
    {
        var id = await OpenedAsync();
        await Helpdesk.RateAsync(id, 5);
        Zendesk.IsAdmin = false;

        Assert.Null((await ReadAsync(id)).Rating);
    }

    [Fact]
    public async Task Without_a_user_the_token_is_sent_as_OAuth_wants_it()
    {
        var id = new TicketId(await OpenedAsync());

        var refused = await Assert.ThrowsAsync<HelpdeskException>(() => Open(Options with { User = null }).ReadAsync(id, default));

        Assert.Equal(HelpdeskFault.NotAllowed, refused.Fault);
    }
}
