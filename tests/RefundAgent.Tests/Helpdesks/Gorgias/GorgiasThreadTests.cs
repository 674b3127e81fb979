using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Adapters.Helpdesks.Gorgias;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Helpdesks.Gorgias;

/// <summary>What is told by the message alone; whoever asks Gorgias who somebody is finds nobody at that address.</summary>
public sealed class GorgiasThreadTests : IDisposable
{
    private readonly HelpdeskHttp nobody = new(
        new ConnectionName("desk"), new Uri("http://127.0.0.1:1/"), (_, _) => default, new SkippingClock(), new TestIds(), NullLogger.Instance);

    [Theory]
    [InlineData("12", false)]
    [InlineData("13", true)]
    public async Task Another_customer_on_the_ticket_is_not_taken_for_its_own(string sender, bool isSuspect)
    {
        var comment = await ReadAsync($$"""{"from_agent":false,"sender":{"id":{{sender}}},"channel":"email","via":"email","public":true,"body_text":"Hello"}""");

        Assert.Equal((AuthorKind.Customer, sender, isSuspect, CommentOrigin.Email, true), (comment!.Author.Kind, comment.Author.Id, comment.Suspect, comment.Origin, comment.Public));
    }

    [Theory]
    [InlineData(""" "rule_id":89,"via":"helpdesk" """)]
    [InlineData(""" "rule_id":null,"via":"rule" """)]
    public async Task What_a_rule_sends_is_a_machines_word_whoever_it_names(string how)
    {
        var comment = await ReadAsync($$"""{"from_agent":true,"sender":{"id":7},"channel":"internal-note",{{how}},"public":false,"body_text":"/approve"}""");

        Assert.Equal((AuthorKind.Machine, CommentOrigin.Other, false), (comment!.Author.Kind, comment.Origin, comment.Public));
    }

    [Theory]
    [InlineData(""" "body_text":"Thanks\n\nOn Monday you wrote:\n> hello","stripped_text":"Thanks" """, "Thanks")]
    [InlineData(""" "body_text":"Thanks\n\n> hello","stripped_text":" " """, "Thanks")]
    [InlineData(""" "body_text":null,"body_html":"<p>a &lt; b</p><blockquote>older</blockquote>","stripped_text":null """, "a < b")]
    public async Task The_customers_own_words_are_read(string body, string text) => Assert.Equal(
        text, (await ReadAsync($$"""{"from_agent":false,"sender":{"id":12},"channel":"email","via":"email",{{body}}}"""))!.Text);

    [Theory]
    [InlineData("internal-note", "true", false)]
    [InlineData("email", "false", false)]
    [InlineData("email", "true", true)]
    [InlineData("chat", "null", true)]
    public async Task Where_either_says_internal_the_customer_does_not_see_it(string channel, string isPublic, bool expected) => Assert.Equal(
        expected, (await ReadAsync($$"""{"from_agent":false,"sender":{"id":12},"channel":"{{channel}}","via":"chat","public":{{isPublic}},"body_text":"x"}"""))!.Public);

    [Fact]
    public async Task Times_are_UTC_though_they_do_not_say_so() => Assert.Equal(
        new DateTimeOffset(2026, 11, 23, 4, 0, 0, 384, TimeSpan.Zero).AddMicroseconds(938),
        (await ReadAsync("""{"from_agent":false,"sender":{"id":12},"body_text":"x"}"""))!.At);

    [Fact]
    public async Task A_deleted_message_is_gone() =>
        Assert.Null(await ReadAsync("""{"from_agent":false,"sender":{"id":12},"body_text":"x","deleted_datetime":"2026-11-23T05:00:00"}"""));

    public void Dispose() => nobody.Dispose();

    private Task<TicketComment?> ReadAsync(string message)
    {
        var whole = message.Insert(1, """ "id":924712,"created_datetime":"2026-11-23T04:00:00.384938",""");
        var people = new GorgiasPeople(nobody, "agent@shop.example", new SkippingClock());
        return new GorgiasThread(people, "12").OfAsync(new ApiJson("a test", JsonElement.Parse(whole)), default);
    }
}
