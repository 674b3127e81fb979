using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Front;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Front;

public sealed class FrontThreadTests
{
    private readonly FrontThread thread = new(new HelpdeskCustomer("crd_1", null, "ann@mail.example"), "Ann@mail.example");

    [Fact]
    public void Messages_and_comments_become_one_thread_by_their_times()
    {
        ApiJson[] messages = [Message("msg_2", 30, "false", """{"id":"tea_1","type":"user"}"""), Message("msg_1", 10, "true", "null")];
        ApiJson[] comments = [Comment("com_2", 40, "user"), Comment("com_1", 20, "user")];

        var read = thread.Of(messages, comments).ToArray();

        Assert.Equal(["msg_1", "com_1", "msg_2", "com_2"], read.Select(comment => comment.Id.Value));
        Assert.Equal([true, false, true, false], read.Select(comment => comment.Public));
    }

    [Theory]
    [InlineData("user", AuthorKind.Staff, CommentOrigin.Helpdesk)]
    [InlineData("api", AuthorKind.Self, CommentOrigin.Api)]
    [InlineData("application", AuthorKind.Self, CommentOrigin.Api)]
    [InlineData("integration", AuthorKind.Self, CommentOrigin.Api)]
    [InlineData("visitor", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("ai", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("rule", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("macro", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("bulk_reply", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("csat", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("smart_csat", AuthorKind.Machine, CommentOrigin.Other)]
    [InlineData("a type of tomorrow", AuthorKind.Machine, CommentOrigin.Other)]
    public void Only_a_teammate_signed_in_to_Front_is_staff(string type, AuthorKind kind, CommentOrigin origin)
    {
        var comment = Assert.Single(thread.Of([], [Comment("com_1", 10, type)]));

        Assert.Equal((kind, "tea_9", origin, false), (comment.Author.Kind, comment.Author.Id, comment.Origin, comment.Suspect));
    }

    [Fact]
    public void A_comment_without_an_author_is_nobodys_word()
    {
        var comment = Assert.Single(thread.Of([], [Json("""{"id":"com_1","author":null,"body":"/approve","posted_at":10}""")]));

        Assert.Equal((AuthorKind.Machine, CommentOrigin.Other), (comment.Author.Kind, comment.Origin));
    }

    [Fact]
    public void The_word_of_a_teammate_who_was_blocked_is_suspect() =>
        Assert.True(Assert.Single(thread.Of([], [Json("""{"id":"com_1","author":{"id":"tea_9","type":"user","is_blocked":true},"body":"/approve","posted_at":10}""")])).Suspect);

    [Theory]
    [InlineData("ann@mail.example", "crd_1", false)]
    [InlineData("ANN@MAIL.EXAMPLE", "crd_1", false)]
    [InlineData("somebody@else.example", "somebody@else.example", true)]
    public void Whoever_writes_in_from_another_address_is_not_taken_for_the_customer(string from, string author, bool isSuspect)
    {
        var message = Assert.Single(thread.Of([Message("msg_1", 10, "true", "null", from)], []));

        Assert.Equal((AuthorKind.Customer, author, isSuspect, CommentOrigin.Email), (message.Author.Kind, message.Author.Id, message.Suspect, message.Origin));
    }

    [Fact]
    public void What_nobody_in_particular_sent_is_ours_since_we_send_without_an_author() =>
        Assert.Equal(AuthorKind.Self, Assert.Single(thread.Of([Message("msg_1", 10, "false", "null")], [])).Author.Kind);

    [Fact]
    public void Drafts_are_not_sent_yet() =>
        Assert.Empty(thread.Of([Json("""{"id":"msg_1","draft_mode":"shared","created_at":10}"""), Json("""{"id":"msg_2","is_draft":true,"created_at":10}""")], []));

    [Theory]
    [InlineData("email", "<p>Hello<br>Ann</p><blockquote>On Monday I wrote</blockquote>", "Hello\nAnn")]
    [InlineData("email", "a &lt; b &amp; c", "a < b & c")]
    [InlineData("sms", "a & b\nc", "a & b\nc")]
    [InlineData("front_chat", "<div>Hello</div><div>again</div>", "Hello\nagain")]
    public void A_message_is_read_as_the_text_that_was_written(string type, string body, string text) => Assert.Equal(
        text,
        Assert.Single(thread.Of(
            [Json($$$"""{"id":"msg_1","type":"{{{type}}}","is_inbound":true,"created_at":10,"recipients":[],"body":{{{JsonSerializer.Serialize(body)}}}}""")], [])).Text);

    [Theory]
    [InlineData("""{"author":{"id":"tea_9","type":"user"},"body":"x","posted_at":10}""")]
    [InlineData("""{"id":"com_1","author":{"id":"tea_9","type":"user"},"body":"x"}""")]
    public void A_comment_without_id_or_time_is_a_garbled_answer(string comment) =>
        Assert.Equal(HelpdeskFault.Garbled, Assert.Throws<HelpdeskException>(() => thread.Of([], [Json(comment)]).ToArray()).Fault);

    private static ApiJson Message(string id, int at, string isInbound, string author, string from = "ann@mail.example") => Json(
        $$"""{"id":"{{id}}","type":"email","is_inbound":{{isInbound}},"draft_mode":null,"created_at":{{at}}.5,"author":{{author}},"body":"<p>x</p>","recipients":[{"handle":"us@shop.example","role":"to"},{"handle":"{{from}}","role":"from"}]}""");

    private static ApiJson Comment(string id, int at, string type) =>
        Json($$$"""{"id":"{{{id}}}","author":{"id":"tea_9","type":"{{{type}}}","is_blocked":false},"body":"/approve 12\\.50","posted_at":{{{at}}}.25}""");

    private static ApiJson Json(string json) => new("a test", JsonElement.Parse(json));
}
