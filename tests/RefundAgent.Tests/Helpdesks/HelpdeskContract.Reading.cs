using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

public abstract partial class HelpdeskContract
{
    [Fact]
    public void The_settings_of_the_double_are_in_order() => Assert.Empty(kind.FaultsOf(Options));

    [Fact]
    public async Task A_ticket_is_read_with_who_said_what_in_the_order_in_which_it_was_said()
    {
        var id = await OpenedAsync();
        await helpdesk.StaffNotesAsync(id, helpdesk.Mara, "/approve 12.50\nSeen the photo.");
        await helpdesk.StaffNotesAsync(id, helpdesk.Stranger, "Who is on this?");
        await helpdesk.StaffRepliesAsync(id, helpdesk.Noor, "We are looking into it.");
        await helpdesk.CustomerWritesAsync(id, "Thank you <3 & see you");
        await Api.NoteAsync(await ReadAsync(id), "Prepared.", default);

        var ticket = await ReadAsync(id, own: 1);

        Assert.Equal(id, ticket.Id.Value);
        Assert.Equal(
            [
                (AuthorKind.Customer, true, "Where is my money?\nOrder #1002 came broken."),
                (AuthorKind.Staff, false, "/approve 12.50\nSeen the photo."),
                (AuthorKind.Staff, false, "Who is on this?"),
                (AuthorKind.Staff, true, "We are looking into it."),
                (AuthorKind.Customer, true, "Thank you <3 & see you"),
                (AuthorKind.Self, false, "Prepared."),
            ],
            ticket.Comments.Select(comment => (comment.Author.Kind, comment.Public, comment.Text)));
        Assert.Equal(
            [ticket.Customer.Id, helpdesk.Mara.Id, helpdesk.Stranger.Id, helpdesk.Noor.Id, ticket.Customer.Id],
            ticket.Comments.Take(5).Select(comment => comment.Author.Id));
        Assert.All(ticket.Comments.Skip(1).Take(3), comment => Assert.Equal((CommentOrigin.Helpdesk, false), (comment.Origin, comment.Suspect)));
        Assert.NotEqual(CommentOrigin.Helpdesk, ticket.Comments[^1].Origin);
        Assert.Equal(ticket.Comments.Length, ticket.Comments.Select(comment => comment.Id).Distinct().Count());
        Assert.Equal(ticket.Comments.Select(comment => comment.At).Order(), ticket.Comments.Select(comment => comment.At));
        Assert.All(ticket.Comments, comment => Assert.InRange(comment.At, clock.GetUtcNow().AddMinutes(-1), clock.GetUtcNow().AddMinutes(10)));
    }

    [Fact]
    public async Task The_customer_is_known_by_the_helpdesks_id_and_found_by_the_address()
    {
        var id = await OpenedAsync();

        var ticket = await ReadAsync(id);

        Assert.Equal((helpdesk.Ticket(id).Customer.Id, "ann@mail.example"), (ticket.Customer.Id, ticket.Customer.Email));
    }

    [Fact]
    public async Task What_came_by_mail_is_told_apart_from_what_somebody_typed_who_was_signed_in()
    {
        var id = await OpenedAsync(byMail: true);
        await helpdesk.StaffNotesAsync(id, helpdesk.Mara, "/approve", byMail: true);
        await helpdesk.StaffNotesAsync(id, helpdesk.Mara, "/approve");

        var comments = (await ReadAsync(id)).Comments;

        Assert.Equal(CommentOrigin.Email, comments[0].Origin);
        Assert.True(comments[1].Origin != CommentOrigin.Helpdesk || comments[1].Suspect, "A note that came by mail passes for one that was typed.");
        Assert.Equal((CommentOrigin.Helpdesk, false), (comments[2].Origin, comments[2].Suspect));
    }

    [Fact]
    public async Task A_ticket_that_was_never_there_is_null() => Assert.Null(await Api.ReadAsync(new TicketId(MissingTicket), default));

    [Fact]
    public async Task All_comments_are_read_however_many_pages_they_take()
    {
        var id = await OpenedAsync();
        var said = Enumerable.Range(1, MoreThanOnePage).Select(number => $"And number {number}.").ToArray();
        foreach (var text in said)
        {
            await helpdesk.CustomerWritesAsync(id, text);
        }

        Assert.Equal(said, (await ReadAsync(id)).Comments.Skip(1).Select(comment => comment.Text));
    }

    [Fact]
    public async Task A_state_is_told()
    {
        foreach (var state in Enum.GetValues<DoubleState>())
        {
            var id = await OpenedAsync();
            await helpdesk.SetStateAsync(id, state);

            Assert.Equal((state, States[state.ToString()]), (state, (await ReadAsync(id)).State));
        }
    }

    [Fact]
    public async Task A_ticket_that_was_merged_is_read_where_it_went()
    {
        var (from, to) = (await OpenedAsync(), await OpenedAsync());
        helpdesk.Ticket(from).MergedInto = to;

        Assert.Equal(Merges ? to : from, (await ReadAsync(from)).Id.Value);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public async Task A_rating_is_read_as_one_to_five(int score)
    {
        var id = await OpenedAsync();
        Assert.Null((await ReadAsync(id)).Rating);

        await helpdesk.RateAsync(id, score);

        Assert.Equal(ReadsRatings ? score : null, (await ReadAsync(id)).Rating?.Score);
    }

    [Fact]
    public async Task A_wrong_token_is_the_operators_to_mend()
    {
        var id = new TicketId(await OpenedAsync());
        var stranger = Open(Options with { Token = "a token that nobody gave out" });

        Assert.Equal(HelpdeskFault.NotAllowed, await FaultOfAsync(() => stranger.ReadAsync(id, default)));
    }

    [Fact]
    public async Task Tickets_that_changed_are_found_and_those_that_did_not_are_not()
    {
        var old = await OpenedAsync();
        helpdesk.Ticket(old).UpdatedAt = clock.GetUtcNow().AddDays(-3);
        var changed = new List<string>();
        for (var number = 0; number < MoreTicketsThanOnePage; number++)
        {
            changed.Add(await OpenedAsync());
        }

        var found = new HashSet<string>();
        await foreach (var ticket in Api.ChangedSinceAsync(clock.GetUtcNow().AddHours(-1), default))
        {
            found.Add(ticket.Value);
        }

        Assert.Empty(changed.Except(found));
        Assert.DoesNotContain(old, found);
    }
}
