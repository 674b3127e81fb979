using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Helpdesks.Chatwoot;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Chatwoot;

public sealed class ChatwootHelpdeskTests : HelpdeskContract
{
    private readonly ChatwootDouble chatwoot;

    public ChatwootHelpdeskTests()
        : this(new ChatwootDouble())
    {
    }

    private ChatwootHelpdeskTests(ChatwootDouble chatwoot)
        : base(chatwoot, new ChatwootKind()) => this.chatwoot = chatwoot;

    /// <summary>Conversations are not merged, only the people behind them.</summary>
    protected override bool Merges => false;

    /// <summary>What is resolved opens again by itself, and nothing is closed for good.</summary>
    protected override ImmutableDictionary<string, TicketState> States { get; } = ImmutableDictionary.CreateRange<string, TicketState>(
        [new("Open", TicketState.Open), new("Solved", TicketState.Solved), new("Closed", TicketState.Solved)]);

    [Theory]
    [InlineData("Channel::WebWidget", @"Approved: \*12.50\* for #W1\_2")]
    [InlineData("Channel::Whatsapp", "Approved: *12.50* for #W1_2")]
    [InlineData("Channel::Api", "Approved: *12.50* for #W1_2")]
    public async Task A_reply_is_written_as_its_channel_shows_it(string channel, string content)
    {
        chatwoot.Channel = channel;
        var id = await OpenedAsync();

        await Api.ReplyAsync(await ReadAsync(id), "Approved: *12.50* for #W1_2", default);

        Assert.Equal(content, Assert.Single(chatwoot.OwnComments(id)).Text);
        Assert.Equal("Approved: *12.50* for #W1_2", Assert.Single(OwnOf(await ReadAsync(id))).Text);
    }

    [Fact]
    public async Task What_a_person_typed_is_read_without_what_the_editor_put_before_its_signs()
    {
        var id = await OpenedAsync();

        await chatwoot.StaffNotesAsync(id, chatwoot.Mara, "/deny see policy_3 [final sale]\n* photo shows wear *");

        Assert.Equal("/deny see policy_3 [final sale]\n* photo shows wear *", (await ReadAsync(id)).Comments[^1].Text);
    }

    [Fact]
    public async Task Who_says_who_they_are_over_a_chat_is_believed_only_where_the_site_vouches_for_it()
    {
        var id = await OpenedAsync();
        var proven = await ReadAsync(id);
        Assert.Equal((false, $"shop-{proven.Customer.Id}"), (proven.Comments[0].Suspect, proven.Customer.ShopId));

        chatwoot.IsHmacVerified = false;

        var claimed = await ReadAsync(id);
        Assert.Equal((true, null), (claimed.Comments[0].Suspect, claimed.Customer.ShopId));
        chatwoot.Channel = "Channel::Api";
        Assert.False((await ReadAsync(id)).Comments[0].Suspect);
    }

    [Fact]
    public async Task What_no_person_wrote_is_a_machines()
    {
        var id = await OpenedAsync();
        foreach (var fields in new JsonObject[]
        {
            new() { ["sender"] = new JsonObject { ["id"] = 9, ["type"] = "agent_bot" } },
            new() { ["sender"] = null },
            new() { ["content_attributes"] = new JsonObject { ["automation_rule_id"] = 5 } },
        })
        {
            await chatwoot.StaffNotesAsync(id, chatwoot.Mara, "/approve");
            chatwoot.Change(chatwoot.Ticket(id).Comments[^1], fields);

            var comment = (await ReadAsync(id)).Comments[^1];
            Assert.Equal((AuthorKind.Machine, CommentOrigin.Api), (comment.Author.Kind, comment.Origin));
        }
    }

    [Fact]
    public async Task Whoever_is_no_agent_of_the_account_any_more_is_suspect()
    {
        var id = await OpenedAsync();
        await chatwoot.StaffNotesAsync(id, chatwoot.Mara, "/approve");
        chatwoot.Change(chatwoot.Ticket(id).Comments[^1], new JsonObject { ["sender"] = new JsonObject { ["id"] = 777777, ["type"] = "user" } });

        var comment = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((new CommentAuthor(AuthorKind.Staff, "777777"), true), (comment.Author, comment.Suspect));
    }

    [Fact]
    public async Task Another_contact_in_the_conversation_is_not_its_customer()
    {
        var id = await OpenedAsync();
        await chatwoot.CustomerWritesAsync(id, "I am her sister, send it to me.");
        chatwoot.Change(chatwoot.Ticket(id).Comments[^1], new JsonObject { ["sender"] = new JsonObject { ["id"] = 888888, ["type"] = "contact" } });

        var comment = (await ReadAsync(id)).Comments[^1];

        Assert.Equal((new CommentAuthor(AuthorKind.Customer, "888888"), true), (comment.Author, comment.Suspect));
    }

    [Fact]
    public async Task What_was_deleted_and_what_Chatwoot_says_of_itself_is_left_out()
    {
        var id = await OpenedAsync();
        await chatwoot.CustomerWritesAsync(id, "This message was deleted");
        chatwoot.Change(chatwoot.Ticket(id).Comments[^1], new JsonObject { ["content_attributes"] = new JsonObject { ["deleted"] = true } });
        await chatwoot.CustomerWritesAsync(id, "Conversation was resolved by Mara");
        chatwoot.Change(chatwoot.Ticket(id).Comments[^1], new JsonObject { ["message_type"] = 2 });
        await chatwoot.RateAsync(id, 4);

        Assert.Single((await ReadAsync(id)).Comments);
    }

    [Fact]
    public async Task A_label_that_the_account_does_not_have_is_told_since_Chatwoot_says_nothing()
    {
        var id = await OpenedAsync();
        chatwoot.UnknownLabels.Add("refund-agent");
        var ticket = await ReadAsync(id);

        var refused = await Assert.ThrowsAsync<HelpdeskException>(() => Api.TagAsync(ticket, ["needs-person", "refund-agent"], default));

        Assert.Equal(HelpdeskFault.Refused, refused.Fault);
        Assert.Contains("refund-agent", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["needs-person"], chatwoot.Ticket(id).Tags);
    }

    [Fact]
    public async Task A_conversation_is_given_to_a_team_and_to_nobody_by_another_word()
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);

        await Api.AssignAsync(ticket, "team:7", default);

        Assert.Equal(("team:7", "team:7"), (chatwoot.Ticket(id).Assignee, (await ReadAsync(id)).Assignee));
        Assert.Equal(HelpdeskFault.Refused, (await Assert.ThrowsAsync<HelpdeskException>(() => Api.AssignAsync(ticket, "mara", default))).Fault);
    }

    [Theory]
    [InlineData("12/../../../profile")]
    [InlineData("abc")]
    public async Task An_id_that_is_no_number_is_no_conversation_and_never_asked_for(string id)
    {
        Assert.Null(await Api.ReadAsync(new TicketId(id), default));
        Assert.DoesNotContain(chatwoot.Requests, request => request.Contains("/api/", StringComparison.Ordinal));
    }
}
