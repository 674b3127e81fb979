using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;

namespace RefundAgent.Tests.Helpdesks;

public abstract partial class HelpdeskContract
{
    private const string Marker = "RA-20261123-041122333-0123456789abcdef-note";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_note_is_seen_by_the_team_alone_and_a_reply_by_the_customer(bool isReply)
    {
        var id = await OpenedAsync();

        var told = await WriteAsync(await ReadAsync(id), isReply, "Approved: 12.50 USD.");

        var comment = Assert.Single(helpdesk.OwnComments(id));
        Assert.Equal(isReply, comment.Public);
        var read = Assert.Single(OwnOf(await ReadAsync(id, own: 1)));
        Assert.Equal(("Approved: 12.50 USD.", isReply), (read.Text, read.Public));
        Assert.True(told is null || told == read.Id, $"The helpdesk named it {told}, and shows it as {read.Id}.");
    }

    /// <summary>The last line is how a comment of ours is found again; text of another form than the helpdesk's own must not swallow it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_text_holds_its_last_line_comes_back_as_it_was(bool isReply)
    {
        var id = await OpenedAsync();
        foreach (var text in HostileTexts)
        {
            await WriteAsync(await ReadAsync(id), isReply, $"{text}\n\n{Marker}");
        }

        var own = OwnOf(await ReadAsync(id, own: HostileTexts.Length));

        Assert.Equal(HostileTexts.Length, own.Length);
        Assert.All(own.Zip(HostileTexts), each => Assert.Equal((each.Second, Marker), (each.Second, each.First.Text.Split('\n')[^1])));
    }

    [Fact]
    public async Task Tags_are_added_to_those_of_others_and_once()
    {
        var id = await OpenedAsync();
        helpdesk.Ticket(id).Tags = ["vip"];

        await Api.TagAsync(await ReadAsync(id), ["refund-agent", "needs-person"], default);
        helpdesk.Ticket(id).Tags.Add("from-somebody-else");
        await Api.TagAsync(await ReadAsync(id), ["refund-agent"], default);

        Assert.Equal(["from-somebody-else", "needs-person", "refund-agent", "vip"], helpdesk.Ticket(id).Tags.Order(StringComparer.Ordinal));
        Assert.Contains("needs-person", (await ReadAsync(id)).Tags);
    }

    [Fact]
    public async Task A_tag_that_was_added_after_the_ticket_was_read_is_kept()
    {
        var id = await OpenedAsync();
        var asRead = await ReadAsync(id);
        helpdesk.Ticket(id).Tags.Add("since-then");

        await Api.TagAsync(asRead, ["refund-agent"], default);

        Assert.Equal(["refund-agent", "since-then"], helpdesk.Ticket(id).Tags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_ticket_is_given_to_a_person()
    {
        var id = await OpenedAsync();

        await Api.AssignAsync(await ReadAsync(id), helpdesk.Noor.Id, default);

        Assert.Equal((helpdesk.Noor.Id, helpdesk.Noor.Id), (helpdesk.Ticket(id).Assignee, (await ReadAsync(id)).Assignee));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_helpdesk_that_is_busy_is_asked_again(bool isReply)
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);
        helpdesk.FailNext(DoubleFault.Busy);

        await WriteAsync(ticket, isReply, "Approved.");

        Assert.Single(helpdesk.OwnComments(id));
    }

    [Theory]
    [InlineData(nameof(DoubleFault.FailsAfter), false, HelpdeskFault.Unclear, 1)]
    [InlineData(nameof(DoubleFault.FailsAfter), true, HelpdeskFault.Unclear, 1)]
    [InlineData(nameof(DoubleFault.CutAfter), false, HelpdeskFault.Unclear, 1)]
    [InlineData(nameof(DoubleFault.CutAfter), true, HelpdeskFault.Unclear, 1)]
    [InlineData(nameof(DoubleFault.FailsBefore), false, HelpdeskFault.Unclear, 0)]
    [InlineData(nameof(DoubleFault.FailsBefore), true, HelpdeskFault.Unclear, 0)]
    [InlineData(nameof(DoubleFault.Garbles), false, HelpdeskFault.Garbled, 1)]
    [InlineData(nameof(DoubleFault.Garbles), true, HelpdeskFault.Garbled, 1)]
    public async Task What_nobody_knows_the_end_of_is_not_done_twice(string fault, bool isReply, HelpdeskFault told, int written)
    {
        var id = await OpenedAsync();
        var ticket = await ReadAsync(id);
        helpdesk.FailNext(Enum.Parse<DoubleFault>(fault));

        Assert.Equal(told, await FaultOfAsync(() => WriteAsync(ticket, isReply, $"Approved.\n{Marker}")));

        Assert.Equal(written, helpdesk.OwnComments(id).Count);
        Assert.Equal(written, OwnOf(await ReadAsync(id, own: written)).Length);
    }

    /// <summary>What is HTML, Markdown, JSON, a quoted mail or a line break to somebody.</summary>
    private static readonly string[] HostileTexts =
    [
        "<b>bold</b> & <script>alert(1)</script> &lt;p&gt; &amp;amp; <!-- gone? --> ]]>",
        "# Title\n\n- one\n- two\n\n1. first\n2. second\n\n**strong** _soft_ `code` [link](https://x.example) ![i](u) ~~no~~ | a | b |\n---\n    four spaces\n***",
        "```\nfenced and never closed",
        "{\"a\":\"b\\n\"} \\ \" ' {{ticket.id}} {% if %} %7B \\u0041",
        "💶 refund — 12,50 € für Zoë, 日本語 العربية \u00a0end",
        "one\r\ntwo\r\rthree\n\n\n\nfour\t tab",
        "On Mon, 23 Nov 2026 at 04:11, Ann <ann@mail.example> wrote:\n> Where is my money?\n\n-----Original Message-----\nFrom: Ann\n> and again",
        "<blockquote>quoted</blockquote><div class=\"gmail_quote\">",
        "____________________________________",
        "RA-20261123-041122333-0123456789abcdef-reply",
    ];
}
