using System.Globalization;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.HelpScout;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.HelpScout;

public sealed class HelpScoutHelpdeskTests() : HelpdeskContract(new HelpScoutDouble(), new HelpScoutKind())
{
    protected override bool ReadsRatings => false;

    private HelpScoutDouble HelpScout => (HelpScoutDouble)Helpdesk;

    [Theory]
    [InlineData("""{"createdBy":{"id":77,"type":"customer"},"type":"customer","source":{"type":"email"}}""", AuthorKind.Customer, true, CommentOrigin.Email, true)]
    [InlineData("""{"type":"customer","source":{"type":"emailfwd","via":"user"}}""", AuthorKind.Customer, true, CommentOrigin.Email, true)]
    [InlineData("""{"createdBy":{"id":5,"type":"system_user"},"type":"message","source":{"type":"web"}}""", AuthorKind.Machine, true, CommentOrigin.Other, false)]
    [InlineData("""{"type":"message","source":{"type":"workflows","via":"user"}}""", AuthorKind.Machine, true, CommentOrigin.Api, false)]
    [InlineData("""{"createdBy":null}""", AuthorKind.Machine, false, CommentOrigin.Other, false)]
    [InlineData("""{}""", AuthorKind.Staff, false, CommentOrigin.Helpdesk, false)]
    [InlineData("""{"state":"hidden"}""", AuthorKind.Staff, false, CommentOrigin.Helpdesk, true)]
    [InlineData("""{"createdBy":{"id":77,"type":"user"}}""", AuthorKind.Machine, false, CommentOrigin.Other, false)]
    [InlineData("""{"source":{"type":"email","via":"user"}}""", AuthorKind.Staff, false, CommentOrigin.Email, false)]
    [InlineData("""{"source":{"type":"notification","via":"user"}}""", AuthorKind.Staff, false, CommentOrigin.Email, false)]
    [InlineData("""{"source":{"type":"api","via":"user"}}""", AuthorKind.Staff, false, CommentOrigin.Api, false)]
    [InlineData("""{"source":{"type":"mobile","via":"user"}}""", AuthorKind.Staff, false, CommentOrigin.Other, false)]
    [InlineData("""{"source":null}""", AuthorKind.Staff, false, CommentOrigin.Other, false)]
    [InlineData("""{"type":"phone"}""", AuthorKind.Staff, false, CommentOrigin.Other, false)]
    [InlineData("""{"type":"forwardparent"}""", AuthorKind.Staff, false, CommentOrigin.Other, false)]
    public async Task Only_a_note_that_a_person_of_the_team_typed_passes_for_one(string thread, AuthorKind kind, bool isPublic, CommentOrigin origin, bool isSuspect)
    {
        var id = await OpenedAsync();
        HelpScout.Insert(id, Thread(thread));

        var comment = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((kind, isPublic, origin, isSuspect), (comment.Author.Kind, comment.Public, comment.Origin, comment.Suspect));
        Assert.Equal("/approve", comment.Text);
    }

    [Theory]
    [InlineData("""{"type":"lineitem"}""")]
    [InlineData("""{"state":"draft"}""")]
    [InlineData("""{"state":"underreview"}""")]
    [InlineData("""{"body":null}""")]
    public async Task What_nobody_has_said_yet_is_no_comment(string thread)
    {
        var id = await OpenedAsync();
        HelpScout.Insert(id, Thread(thread));

        Assert.Single((await ReadAsync(id)).Comments);
    }

    [Theory]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"createdAt":"lately"}""")]
    [InlineData("""{"state":null}""")]
    public async Task A_thread_of_another_form_is_said_to_be_one(string thread)
    {
        var id = await OpenedAsync();
        HelpScout.Insert(id, Thread(thread));

        Assert.Equal(HelpdeskFault.Garbled, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReadAsync(new TicketId(id), default))).Fault);
    }

    [Fact]
    public async Task The_token_is_fetched_once_and_again_when_its_life_ends()
    {
        var id = await OpenedAsync();
        await ReadAsync(id);
        await Api.NoteAsync(await ReadAsync(id), "Prepared.", default);
        Assert.Equal(1, Tokens);

        Clock.Advance(TimeSpan.FromSeconds(172800 - 59));
        await ReadAsync(id);

        Assert.Equal(2, Tokens);
    }

    [Fact]
    public async Task A_token_that_was_withdrawn_is_fetched_again_and_the_note_is_there_once()
    {
        var ticket = await ReadAsync(await OpenedAsync());
        HelpScout.WithdrawTokens();

        await Api.NoteAsync(ticket, "Prepared.", default);

        Assert.Equal(2, Tokens);
        Assert.Single(HelpScout.OwnComments(ticket.Id.Value));
    }

    [Fact]
    public async Task Who_has_just_joined_the_team_is_asked_for_at_once()
    {
        HelpScout.Unlisted.Add(HelpScout.Mara.Id);
        var id = await OpenedAsync();
        await ReadAsync(id);
        await ReadAsync(id);
        Assert.Single(HelpScout.Requests, "GET /v2/users");

        HelpScout.Unlisted.Clear();
        await HelpScout.StaffNotesAsync(id, HelpScout.Mara, "My first day.");

        Assert.Equal(new CommentAuthor(AuthorKind.Staff, HelpScout.Mara.Id), (await ReadAsync(id)).Comments[^1].Author);
    }

    [Fact]
    public async Task A_conversation_of_another_inbox_is_not_there()
    {
        var id = new TicketId(await OpenedAsync());
        var elsewhere = Open(Options with { Account = "86, 87" });

        Assert.Null(await elsewhere.ReadAsync(id, default));
        await foreach (var changed in elsewhere.ChangedSinceAsync(Clock.GetUtcNow().AddHours(-1), default))
        {
            Assert.Fail($"{changed} is in another inbox.");
        }
    }

    [Fact]
    public async Task A_circle_of_merges_ends()
    {
        var (one, other) = (await OpenedAsync(), await OpenedAsync());
        (Helpdesk.Ticket(one).MergedInto, Helpdesk.Ticket(other).MergedInto) = (other, one);

        Assert.Equal(HelpdeskFault.Garbled, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReadAsync(new TicketId(one), default))).Fault);
    }

    [Fact]
    public async Task A_comment_on_a_conversation_that_was_merged_since_is_a_reason_to_read_again()
    {
        var ticket = await ReadAsync(await OpenedAsync());
        Helpdesk.Ticket(ticket.Id.Value).MergedInto = await OpenedAsync();

        Assert.Equal(HelpdeskFault.Moved, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.ReplyAsync(ticket, "Approved.", default))).Fault);
    }

    [Fact]
    public async Task A_conversation_that_is_full_is_refused_for_good()
    {
        var ticket = await ReadAsync(await OpenedAsync());
        HelpScout.MostThreads = 1;

        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.NoteAsync(ticket, "One more.", default))).Fault);
    }

    [Fact]
    public async Task Nobody_to_give_it_to_is_refused_for_good_and_a_team_is_given_by_its_number()
    {
        var ticket = await ReadAsync(await OpenedAsync());

        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "424242", default))).Fault);
        await Api.AssignAsync(ticket, $"team:{HelpScout.Noor.Id}", default);

        Assert.Equal(HelpScout.Noor.Id, Helpdesk.Ticket(ticket.Id.Value).Assignee);
    }

    [Fact]
    public async Task Who_is_no_person_is_a_team()
    {
        var id = await OpenedAsync();
        HelpScout.Unlisted.Add(HelpScout.Noor.Id);
        Helpdesk.Ticket(id).Assignee = HelpScout.Noor.Id;

        Assert.Equal($"team:{HelpScout.Noor.Id}", (await ReadAsync(id)).Assignee);
    }

    private int Tokens => HelpScout.Requests.Count(request => request == "POST /v2/oauth2/token");

    private JsonObject Thread(string changed)
    {
        var thread = new JsonObject
        {
            ["id"] = 990001,
            ["type"] = "note",
            ["state"] = "published",
            ["body"] = "/approve",
            ["source"] = new JsonObject { ["type"] = "web", ["via"] = "user" },
            ["createdBy"] = new JsonObject { ["id"] = long.Parse(HelpScout.Mara.Id, CultureInfo.InvariantCulture), ["type"] = "user" },
            ["createdAt"] = Clock.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in JsonNode.Parse(changed)!.AsObject())
        {
            thread[name] = value?.DeepClone();
        }

        return thread;
    }
}
