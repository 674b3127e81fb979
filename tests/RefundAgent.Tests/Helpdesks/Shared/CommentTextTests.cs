using CsCheck;
using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class CommentTextTests
{
    private static readonly Gen<string> Texts = Gen.String[
        Gen.Char["aZ9 \t\n\r<>&\"'/;#*_-=.:@\\{}[]|`~é\u00a0\u200b\ufeff\u0085\u2028\0\u0007日ا"], 0, 200];

    /// <summary>The mark that a comment of ours ends with has to come back; so must all that stands before it.</summary>
    [Fact]
    public void What_we_wrote_comes_back_from_HTML_as_it_went()
    {
        Texts.Sample(text => CommentText.FromHtml(CommentText.ToHtml(text), isOwn: true) == CommentText.FromPlain(text, isOwn: true));
    }

    [Fact]
    public void Text_that_was_read_once_reads_the_same_again()
    {
        Texts.Sample(text => CommentText.FromPlain(CommentText.FromPlain(text, isOwn: true), isOwn: true) == CommentText.FromPlain(text, isOwn: true));
    }

    [Fact]
    public void No_message_is_read_as_nothing()
    {
        Texts.Where(text => CommentText.FromPlain(text, isOwn: true).Trim('>', ' ', '\n').Length > 0).Sample(text => CommentText.FromPlain(text).Length > 0);
    }

    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\nTwo")]
    [InlineData("<div>One<br>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree")]
    [InlineData("<div class=\"zd-comment\" dir=\"auto\">\n  <p dir=\"auto\">Hi,<br>\n  there</p>\n  <ul>\n    <li>a</li>\n    <li>b</li>\n  </ul>\n</div>", "Hi,\nthere\na\nb")]
    [InlineData("Caf&eacute; &lt;b&gt; &amp;amp; &#128182;&nbsp;x", "Café <b> &amp; 💶 x")]
    [InlineData("<table><tr><td>12.50</td><td>EUR</td></tr></table>", "12.50 EUR")]
    [InlineData("<pre>a\n  b\n</pre>c", "a\nb\nc")]
    [InlineData("<style>p{}</style><script>approve()</script><!-- hidden -->Hello<span style=\"display:none\"></span>", "Hello")]
    [InlineData("<a href=\"https://x.example/?q=1\">the link</a>", "the link")]
    [InlineData("one\r\ntwo\rthree", "one two three")]
    [InlineData("<p>unclosed <b>bold", "unclosed bold")]
    [InlineData("", "")]
    public void HTML_is_read_as_a_person_sees_it(string html, string text) => Assert.Equal(text, CommentText.FromHtml(html));

    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("<p>one</p>\n<p>two</p>\n", "one\ntwo")]
    [InlineData("<div>\n  <p>one</p>\n\n  <ul>\n    <li>two</li>\n    <li>three</li>\n  </ul>\n</div>", "one\ntwo\nthree")]
    [InlineData("one <b>two</b> <i>three</i>", "one two three")]
    [InlineData("one<br />\ntwo", "one\ntwo")]
    [InlineData("one<br><br>two", "one\n\ntwo")]
    public void Lines_are_as_a_reader_of_the_page_sees_them(string html, string text) => Assert.Equal(text, CommentText.FromHtml(html));

    /// <summary>Each as its program writes it, in words of our own.</summary>
    [Theory]
    [InlineData("Gmail", """<div dir="ltr">Thanks!</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Sun, 22 Nov 2026 at 10:00, Shop &lt;<a href="mailto:a@shop.example">a@shop.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><div>Please refund me</div></blockquote></div>""")]
    [InlineData("Gmail, older", """<div dir="ltr">Thanks!</div><div class="gmail_extra"><br><div class="gmail_quote">2026-11-22 10:00 GMT+01:00 Shop <span>&lt;a@shop.example&gt;</span>:<br><blockquote class="gmail_quote">Please refund me</blockquote></div></div>""")]
    [InlineData("Outlook on the web", """<div>Thanks!</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Shop<br><b>Sent:</b> Sunday<br><b>Subject:</b> Re</div><div>Please refund me</div>""")]
    [InlineData("Outlook, passed on", """<div>Thanks!</div><div id="x_divRplyFwdMsg"></div><div>Please refund me</div>""")]
    [InlineData("Outlook for Windows", """<p class="MsoNormal">Thanks!</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Von:</b> Shop &lt;a@shop.example&gt;<br><b>Gesendet:</b> Sonntag, 22. November 2026 10:00<br><b>An:</b> Ann<br><b>Betreff:</b> AW: Order</p></div><p class="MsoNormal">Please refund me</p>""")]
    [InlineData("Apple Mail", """<body>Thanks!<br><div><br><blockquote type="cite"><div>On 22 Nov 2026, at 10:00, Shop &lt;a@shop.example&gt; wrote:</div><br><div>Please refund me</div></blockquote></div></body>""")]
    [InlineData("Thunderbird", """<p>Thanks!</p><div class="moz-cite-prefix">Em 22/11/26 10:00, Shop disse, de um modo que ninguém conhece:<br></div><blockquote type="cite" cite="mid:1">Please refund me</blockquote>""")]
    [InlineData("Yahoo", """<div>Thanks!</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Sunday, Shop wrote:</div><div>Please refund me</div></div>""")]
    [InlineData("Freshdesk", """<div>Thanks!</div><div class="freshdesk_quote"><blockquote class="freshdesk_quote">On Sun, 22 Nov at 10:00 AM , Shop &lt;a@shop.example&gt; wrote:<div>Please refund me</div></blockquote></div>""")]
    [InlineData("Zendesk's mail", """<div class="zd-comment"><p>Thanks!</p><p>##- Please type your reply above this line -##</p><p>Please refund me</p></div>""")]
    public void Older_mail_is_not_read_again(string program, string html) => Assert.Equal((program, "Thanks!"), (program, CommentText.FromHtml(html)));

    [Theory]
    [InlineData("""<div class="gmail_quote"><div class="gmail_attr">On Sun wrote:</div><blockquote>Which order?</blockquote></div><div>Order #1002</div>""")]
    [InlineData("""<div class="gmail_quote">On Sun, 22 Nov 2026, Shop wrote:<blockquote>Which order?</blockquote><div>Order #1002</div></div>""")]
    [InlineData("""<div>On 22 Nov 2026, at 10:00, Shop wrote:</div><blockquote type="cite">Which order?</blockquote><br>Order #1002""")]
    public void An_answer_below_the_quote_is_read(string html) => Assert.Equal("Order #1002", CommentText.FromHtml(html));

    [Fact]
    public void Answers_between_quotes_are_read() => Assert.Equal(
        "Hello,\n#1002\nBroken",
        CommentText.FromHtml("Hello,<br><blockquote>Which order?</blockquote>#1002<blockquote>What is wrong?</blockquote>Broken"));

    [Fact]
    public void A_message_that_is_nothing_but_a_quote_is_read_as_it_is() =>
        Assert.Equal("Refund me", CommentText.FromHtml("<blockquote>Refund me</blockquote>"));

    /// <summary>Whoever sends mail chooses how deep it nests; a stack that runs over would take the whole process along.</summary>
    [Theory]
    [InlineData(5_000)]
    [InlineData(50_000)]
    public void HTML_that_nests_without_end_is_read(int times) =>
        Assert.Equal("deep", CommentText.FromHtml(string.Concat(Enumerable.Repeat("<blockquote><div><b>", times)) + "deep"));

    [Fact]
    public void Nothing_of_a_text_is_markup_in_HTML() =>
        Assert.Equal("<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;<br>two</p>", CommentText.ToHtml("<b> & \"x\" 'y'\r\ntwo\n"));
}
