using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Gorgias;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Gorgias;

public sealed class GorgiasHelpdeskTests() : HelpdeskContract(new GorgiasDouble(), new GorgiasKind())
{
    private const string OwnMarker = "RA-20261123-041122333-0123456789abcdef-note";

    /// <summary>What becomes of a merged ticket is not documented.</summary>
    protected override bool Merges => false;

    /// <summary>A closed ticket opens again as soon as the customer writes; none is done for good.</summary>
    protected override ImmutableDictionary<string, TicketState> States => base.States.SetItem(nameof(DoubleState.Closed), TicketState.Solved);

    private GorgiasDouble Gorgias => (GorgiasDouble)Helpdesk;

    [Theory]
    [InlineData(true, "email", "ann@mail.example")]
    [InlineData(false, "chat", "chat-")]
    public async Task A_customer_is_answered_by_the_way_that_they_wrote(bool byMail, string channel, string address)
    {
        var id = await OpenedAsync(byMail);

        await Api.ReplyAsync(await ReadAsync(id), "On its way.", default);

        var sent = Assert.Single(Gorgias.Sent);
        Assert.Equal((channel, channel, GorgiasDouble.ShopAddress), ((string?)sent["channel"], (string?)sent["source"]!["type"], (string?)sent["source"]!["from"]!["address"]));
        Assert.StartsWith(address, (string?)sent["source"]!["to"]![0]!["address"]);
        Assert.Equal(Helpdesk.Ticket(id).Customer.Id, sent["receiver"]!["id"]!.ToJsonString());
        Assert.Equal("<p>On its way.</p>", (string?)sent["body_html"]);
    }

    [Fact]
    public async Task Where_no_customer_wrote_nobody_can_be_answered()
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);
        Gorgias.Deleted.Add(ticket.Comments[0].Id.Value);

        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReplyAsync(ticket, "On its way.", default))).Fault);
        Assert.Empty(Gorgias.Sent);
        Assert.Empty((await ReadAsync(id)).Comments);
    }

    [Fact]
    public async Task The_marker_stands_in_a_field_of_its_own_too_and_is_found_there_where_the_text_lost_it()
    {
        var id = await OpenedAsync();
        var note = await Api.NoteAsync(await ReadAsync(id), $"Approved.\n\n{OwnMarker}", default);
        await Api.NoteAsync(await ReadAsync(id), "Nothing to find.", default);
        Assert.Equal([OwnMarker, null], Gorgias.Sent.Select(sent => (string?)sent["external_id"]));

        Gorgias.Shown[note!.Value.Value] = "Appro…";

        Assert.Equal([$"Appro…\n{OwnMarker}", "Nothing to find."], OwnOf(await ReadAsync(id)).Select(own => own.Text));
    }

    [Fact]
    public async Task What_somebody_types_who_signed_in_as_the_agent_is_a_persons_word()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffRepliesAsync(id, Helpdesk.Agent, "I am a person.");

        var typed = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((AuthorKind.Staff, CommentOrigin.Helpdesk), (typed.Author.Kind, typed.Origin));
    }

    [Theory]
    [InlineData("admin", AuthorKind.Staff)]
    [InlineData("lite-agent", AuthorKind.Staff)]
    [InlineData("bot", AuthorKind.Machine)]
    [InlineData("internal-agent", AuthorKind.Machine)]
    [InlineData("a role of tomorrow", AuthorKind.Machine)]
    public async Task Who_is_staff_is_said_by_the_role(string role, AuthorKind kind)
    {
        var id = await OpenedAsync();
        Gorgias.Roles[Helpdesk.Mara.Id] = role;
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");

        var note = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((kind, kind == AuthorKind.Staff), (note.Author.Kind, note.Origin == CommentOrigin.Helpdesk));
    }

    [Fact]
    public async Task A_role_is_asked_for_once_and_again_a_little_later()
    {
        var id = await OpenedAsync();
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        await Helpdesk.StaffNotesAsync(id, Helpdesk.Mara, "/approve");
        await ReadAsync(id);
        Gorgias.Roles[Helpdesk.Mara.Id] = "bot";

        Assert.Equal(AuthorKind.Staff, (await ReadAsync(id)).Comments[^1].Author.Kind);
        Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(AuthorKind.Machine, (await ReadAsync(id)).Comments[^1].Author.Kind);
        Assert.Equal(2, Helpdesk.Requests.Count(request => request == $"GET /api/users/{Helpdesk.Mara.Id}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_thrown_away_or_is_spam_is_no_ticket(bool isSpam)
    {
        var id = await OpenedAsync();
        (isSpam ? Gorgias.Spam : Gorgias.Trashed).Add(id);

        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
    }

    [Fact]
    public async Task A_wrong_account_is_the_operators_to_mend_and_its_tickets_are_not_taken_for_deleted()
    {
        var id = new TicketId(await OpenedAsync());
        var elsewhere = Open(Options with { BaseUrl = $"{Helpdesk.Address}/elsewhere" });

        Assert.Equal(HelpdeskFault.NotAllowed, (await Assert.ThrowsAsync<HelpdeskException>(() => elsewhere.ReadAsync(id, default))).Fault);
    }

    [Fact]
    public async Task A_ticket_is_given_to_a_team()
    {
        var id = await OpenedAsync();

        await Api.AssignAsync(await ReadAsync(id), "team:7", default);

        Assert.Equal("team:7", (await ReadAsync(id)).Assignee);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("1?x=y")]
    public async Task What_is_no_number_is_never_asked_for(string id)
    {
        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
        Assert.DoesNotContain(Helpdesk.Requests, request => request.Contains("tickets", StringComparison.Ordinal));
    }
}
