using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.Intercom;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Intercom;

public sealed class IntercomHelpdeskTests : HelpdeskContract
{
    public IntercomHelpdeskTests()
        : base(new IntercomDouble { MostPerPage = 50 }, new IntercomKind()) => Intercom.WindowEnds = () => Clock.GetUtcNow().AddSeconds(1);

    protected override bool Merges => false;

    protected override ImmutableDictionary<string, TicketState> States =>
        base.States.SetItem(nameof(DoubleState.Closed), TicketState.Solved);

    private IntercomDouble Intercom => (IntercomDouble)Helpdesk;

    [Fact]
    public async Task A_customer_who_is_signed_in_is_known_to_the_shop_by_the_external_id()
    {
        Intercom.ExternalId = person => $"shop-{person.Id}";
        var id = await OpenedAsync();

        var ticket = await ReadAsync(id);

        Assert.Equal(($"shop-{ticket.Customer.Id}", false), (ticket.Customer.ShopId, ticket.Comments[0].Suspect));
        Assert.Equal($"source-{id}", ticket.Comments[0].Id.Value);
    }

    [Theory]
    [InlineData("""{"author":{"type":"lead","id":"88","email":"x@mail.example"}}""", AuthorKind.Customer, true, CommentOrigin.Other, true)]
    [InlineData("""{"author":{"type":"user","id":"88"},"email_message_metadata":{"subject":"Re"}}""", AuthorKind.Customer, true, CommentOrigin.Email, true)]
    [InlineData("""{"author":{"type":"bot","id":"278","name":"Fin"}}""", AuthorKind.Machine, true, CommentOrigin.Other, false)]
    [InlineData("""{"author":{"type":"admin","id":"88","from_ai_agent":true}}""", AuthorKind.Machine, true, CommentOrigin.Other, false)]
    [InlineData("""{"author":{"type":"team","id":"88"},"part_type":"note"}""", AuthorKind.Machine, false, CommentOrigin.Other, false)]
    [InlineData("""{"author":null}""", AuthorKind.Machine, true, CommentOrigin.Other, false)]
    [InlineData("""{"author":{"type":"admin","id":"88"},"part_type":"note"}""", AuthorKind.Staff, false, CommentOrigin.Helpdesk, true)]
    [InlineData("""{"author":{"type":"admin","id":"MARA"},"part_type":"note_and_reopen"}""", AuthorKind.Staff, false, CommentOrigin.Helpdesk, false)]
    [InlineData("""{"author":{"type":"admin","id":"MARA"},"part_type":"note","redacted":true}""", AuthorKind.Staff, false, CommentOrigin.Helpdesk, true)]
    [InlineData("""{"author":{"type":"admin","id":"MARA"},"part_type":"note","app_package_code":"other-app"}""", AuthorKind.Staff, false, CommentOrigin.Api, false)]
    [InlineData("""{"author":{"type":"admin","id":"MARA"},"part_type":"note","email_message_metadata":{}}""", AuthorKind.Staff, false, CommentOrigin.Email, false)]
    [InlineData("""{"author":{"type":"admin","id":"MARA"},"part_type":"close"}""", AuthorKind.Staff, true, CommentOrigin.Other, false)]
    public async Task Only_a_note_that_a_person_of_the_team_typed_passes_for_one(string part, AuthorKind kind, bool isPublic, CommentOrigin origin, bool isSuspect)
    {
        var id = await OpenedAsync();
        Intercom.Insert(id, Part(part.Replace("MARA", Intercom.Mara.Id, StringComparison.Ordinal)));

        var comment = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((kind, isPublic, origin, isSuspect), (comment.Author.Kind, comment.Public, comment.Origin, comment.Suspect));
        Assert.Equal("/approve", comment.Text);
    }

    [Theory]
    [InlineData("""{"part_type":"assignment","body":null}""")]
    [InlineData("""{"part_type":"conversation_attribute_updated_by_admin","body":""}""")]
    [InlineData("""{"body":"<p></p>"}""")]
    public async Task What_nobody_said_is_no_comment(string part)
    {
        var id = await OpenedAsync();
        Intercom.Insert(id, Part(part));

        Assert.Single((await ReadAsync(id)).Comments);
    }

    [Fact]
    public async Task Text_that_is_not_markup_keeps_its_lines()
    {
        var id = await OpenedAsync();
        Intercom.Insert(id, Part("""{"body":"one\ntwo & three"}"""));

        Assert.Equal("one\ntwo & three", (await ReadAsync(id)).Comments[^1].Text);
    }

    [Theory]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"created_at":"yesterday, I think"}""")]
    [InlineData("""{"part_type":null}""")]
    public async Task A_part_of_another_form_is_said_to_be_one(string part)
    {
        var id = await OpenedAsync();
        Intercom.Insert(id, Part(part));

        Assert.Equal(HelpdeskFault.Garbled, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReadAsync(new TicketId(id), default))).Fault);
    }

    [Fact]
    public async Task A_conversation_is_given_to_a_team_and_not_twice()
    {
        var id = await OpenedAsync();
        await Api.AssignAsync(await ReadAsync(id), "team:5017691", default);

        var ticket = await ReadAsync(id);
        await Api.AssignAsync(ticket, "team:5017691", default);

        Assert.Equal("team:5017691", ticket.Assignee);
        Assert.Single(Intercom.Requests, request => request.EndsWith("/parts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_to_give_it_to_is_refused_for_good()
    {
        var ticket = await ReadAsync(await OpenedAsync());

        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "424242", default))).Fault);
    }

    [Fact]
    public async Task A_comment_on_a_conversation_that_is_gone_is_a_reason_to_read_again()
    {
        var ticket = await ReadAsync(await OpenedAsync()) with { Id = new TicketId(MissingTicket) };

        Assert.Equal(HelpdeskFault.Moved, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.NoteAsync(ticket, "Gone?", default))).Fault);
    }

    [Theory]
    [InlineData("other123", null, "shop4242")]
    [InlineData(null, "424242", "424242")]
    public async Task A_token_of_another_workspace_and_an_unknown_admin_are_the_operators_to_mend(string? account, string? user, string named)
    {
        var id = new TicketId(await OpenedAsync());
        var api = Open(Options with { Account = account ?? Options.Account, User = user });

        var fault = await Assert.ThrowsAsync<HelpdeskException>(() => api.ReadAsync(id, default));

        Assert.Equal(HelpdeskFault.NotAllowed, fault.Fault);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_who_is_asked_once_for_a_while()
    {
        var id = await OpenedAsync();
        await ReadAsync(id);
        await ReadAsync(id);
        Assert.Single(Intercom.Requests, "GET /admins");

        Clock.Advance(IntercomWorkspace.Kept);
        await ReadAsync(id);

        Assert.Equal(2, Intercom.Requests.Count(request => request == "GET /admins"));
    }

    private JsonObject Part(string changed)
    {
        var part = new JsonObject
        {
            ["type"] = "conversation_part",
            ["id"] = "990001",
            ["part_type"] = "comment",
            ["body"] = "<p>/approve</p>",
            ["created_at"] = Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds(),
            ["author"] = new JsonObject { ["type"] = "admin", ["id"] = Intercom.Mara.Id },
            ["redacted"] = false,
            ["email_message_metadata"] = null,
            ["app_package_code"] = null,
        };
        foreach (var (name, value) in JsonNode.Parse(changed)!.AsObject())
        {
            part[name] = value?.DeepClone();
        }

        return part;
    }
}
