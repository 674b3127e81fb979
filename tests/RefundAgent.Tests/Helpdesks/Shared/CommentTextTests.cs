using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class CommentTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("<p>one</p>\n<p>two</p>\n", "one\ntwo")]
    [InlineData("<div>\n  <p>one</p>\n\n  <ul>\n    <li>two</li>\n    <li>three</li>\n  </ul>\n</div>", "one\ntwo\nthree")]
    [InlineData("one <b>two</b> <i>three</i>", "one two three")]
    [InlineData("one<br />\ntwo", "one\ntwo")]
    [InlineData("one<br><br>two", "one\n\ntwo")]
    public void Lines_are_as_a_reader_of_the_page_sees_them(string html, string text) => Assert.Equal(text, CommentText.FromHtml(html));

    [Fact]
    public void The_mail_that_is_quoted_below_is_left_out() =>
        Assert.Equal("Thanks!", CommentText.FromHtml("<div>Thanks!</div><div class=\"gmail_quote\">On Monday we wrote: refund #1002?</div>"));

    [Theory]
    [InlineData("a < b & c > d \"quoted\" 'single'")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("one\ntwo\n\nthree")]
    public void What_is_sent_shows_as_it_was_written(string text) => Assert.Equal(text, CommentText.FromHtml(CommentText.ToHtml(text)));
}
