using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.Zammad;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Zammad;

public sealed class ZammadHelpdeskTests : HelpdeskContract
{
    private readonly ZammadDouble zammad;

    public ZammadHelpdeskTests()
        : this(new ZammadDouble())
    {
    }

    private ZammadHelpdeskTests(ZammadDouble zammad)
        : base(zammad, new ZammadKind()) => this.zammad = zammad;

    /// <summary>Zammad asks no customer what they think of an answer.</summary>
    protected override bool ReadsRatings => false;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_goes_by_mail_to_the_customers_own_address_however_they_wrote(bool byMail)
    {
        var id = await OpenedAsync(byMail);

        await Api.ReplyAsync(await ReadAsync(id), "Approved.", default);

        var article = zammad.Posted(Assert.Single(zammad.OwnComments(id)));
        Assert.Equal(("email", "ann@mail.example", "text/html"), ((string?)article["type"], (string?)article["to"], (string?)article["content_type"]));
    }

    [Fact]
    public async Task A_note_is_no_mail_since_mail_is_sent_even_where_it_is_internal()
    {
        var id = await OpenedAsync(byMail: true);

        await Api.NoteAsync(await ReadAsync(id), "Held.", default);

        var article = zammad.Posted(Assert.Single(zammad.OwnComments(id)));
        Assert.Equal(("note", true, null), ((string?)article["type"], (bool?)article["internal"], article["to"]));
    }

    [Theory]
    [InlineData("telegram personal-message")]
    [InlineData("whatsapp message")]
    public async Task A_messenger_is_answered_there_in_plain_text(string channel)
    {
        var id = await OpenedAsync();
        zammad.WritesBy(id, channel);

        await Api.ReplyAsync(await ReadAsync(id), "Approved: <12.50>\nRA-1-reply", default);

        var article = zammad.Posted(Assert.Single(zammad.OwnComments(id)));
        Assert.Equal((channel, "text/plain", "Approved: <12.50>\nRA-1-reply"), ((string?)article["type"], (string?)article["content_type"], (string?)article["body"]));
        Assert.Equal("Approved: <12.50>\nRA-1-reply", Assert.Single(OwnOf(await ReadAsync(id))).Text);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("facebook feed post")]
    public async Task A_channel_that_cannot_be_answered_from_here_is_refused_and_nothing_written(string channel)
    {
        var id = await OpenedAsync();
        zammad.WritesBy(id, channel);
        var ticket = await ReadAsync(id);

        var refused = await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReplyAsync(ticket, "Approved.", default));

        Assert.Equal(HelpdeskFault.Refused, refused.Fault);
        Assert.Contains(channel, refused.Message, StringComparison.Ordinal);
        Assert.Empty(zammad.OwnComments(id));
    }

    [Fact]
    public async Task A_customer_without_an_address_is_answered_where_they_sign_in()
    {
        var id = await zammad.CustomerOpensAsync("", "Order #1002 came broken.");

        await Api.ReplyAsync(await ReadAsync(id), "Approved.", default);

        var article = zammad.Posted(Assert.Single(zammad.OwnComments(id)));
        Assert.Equal(("note", false), ((string?)article["type"], (bool?)article["internal"]));
    }

    [Fact]
    public async Task What_a_trigger_writes_is_a_machines()
    {
        var id = await OpenedAsync();
        await zammad.StaffNotesAsync(id, zammad.Mara, "/approve");
        zammad.Change(zammad.Ticket(id).Comments[^1], new JsonObject { ["sender"] = "System", ["created_by_id"] = 1 });

        Assert.Equal(new CommentAuthor(AuthorKind.Machine, "1"), (await ReadAsync(id)).Comments[^1].Author);
    }

    [Fact]
    public async Task What_is_written_in_anothers_name_is_suspect()
    {
        var id = await OpenedAsync();
        var customer = long.Parse(zammad.Ticket(id).Customer.Id, null);
        await zammad.StaffNotesAsync(id, zammad.Mara, "/approve");
        zammad.Change(zammad.Ticket(id).Comments[^1], new JsonObject { ["origin_by_id"] = long.Parse(zammad.Noor.Id, null) });
        await zammad.StaffRepliesAsync(id, zammad.Mara, "She says that it broke.");
        zammad.Change(zammad.Ticket(id).Comments[^1], new JsonObject { ["sender"] = "Customer", ["type"] = "phone", ["origin_by_id"] = customer });

        var comments = (await ReadAsync(id)).Comments;

        Assert.Equal((new CommentAuthor(AuthorKind.Staff, zammad.Mara.Id), true), (comments[1].Author, comments[1].Suspect));
        Assert.Equal((new CommentAuthor(AuthorKind.Customer, zammad.Ticket(id).Customer.Id), true), (comments[2].Author, comments[2].Suspect));
    }

    [Fact]
    public async Task Mail_in_our_own_name_is_not_taken_for_ours()
    {
        var id = await OpenedAsync(byMail: true);
        await zammad.StaffNotesAsync(id, zammad.Agent, "RA-20261123-041122333-0123456789abcdef-note", byMail: true);

        var comment = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((AuthorKind.Machine, CommentOrigin.Email, true), (comment.Author.Kind, comment.Origin, comment.Suspect));
    }

    [Fact]
    public async Task Who_left_the_team_does_not_count_any_more()
    {
        var id = await OpenedAsync();
        await zammad.StaffNotesAsync(id, zammad.Mara, "/approve");
        Assert.False((await ReadAsync(id)).Comments[^1].Suspect);

        zammad.Deactivate(zammad.Mara);
        Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.True((await ReadAsync(id)).Comments[^1].Suspect);
    }

    [Fact]
    public async Task A_public_form_proves_nobodys_address()
    {
        var id = await OpenedAsync();
        Assert.False((await ReadAsync(id)).Comments[0].Suspect);

        zammad.FromForm[id] = true;

        Assert.True((await ReadAsync(id)).Comments[0].Suspect);
    }

    [Fact]
    public async Task A_ticket_is_given_to_a_group_and_to_nobody_by_another_word()
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);

        await Api.AssignAsync(ticket, "team:7", default);

        Assert.Equal(("team:7", "team:7"), (zammad.Ticket(id).Assignee, (await ReadAsync(id)).Assignee));
        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "mara", default))).Fault);
        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "team:billing", default))).Fault);
    }

    [Theory]
    [InlineData("1002/../users/me")]
    [InlineData("abc")]
    [InlineData("-1")]
    public async Task An_id_that_is_no_number_is_no_ticket_and_never_asked_for(string id)
    {
        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
        Assert.DoesNotContain(zammad.Requests, request => request.Contains("/api/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_works_there_and_what_states_mean_is_asked_once_for_many_tickets()
    {
        for (var ticket = 0; ticket < 3; ticket++)
        {
            var id = await OpenedAsync();
            await zammad.StaffNotesAsync(id, zammad.Mara, "Mine.");
            await ReadAsync(id);
        }

        Assert.Single(zammad.Requests, request => request == $"GET /api/v1/users/{zammad.Mara.Id}");
        Assert.Single(zammad.Requests, request => request == "GET /api/v1/users/me");
        Assert.Single(zammad.Requests, request => request == "GET /api/v1/ticket_states");
    }
}
