using RefundAgent.Adapters.Helpdesks.Front;

namespace RefundAgent.Tests.Helpdesks.Front;

public sealed class FrontMarkdownTests
{
    [Theory]
    [InlineData("Approved: 12.50 USD", "Approved: 12.50 USD")]
    [InlineData("RA-20261123-041122333-0123456789abcdef-note", "RA-20261123-041122333-0123456789abcdef-note")]
    [InlineData("[click](https://evil.example)", @"\[click\](https://evil.example)")]
    [InlineData("![seen](https://evil.example/p.png)", @"!\[seen\](https://evil.example/p.png)")]
    [InlineData("@everyone **now** `x` ~~y~~ a|b <b> &amp; &#60; _u_", @"\@everyone \*\*now\*\* \`x\` \~\~y\~\~ a\|b \<b> \&amp; \&#60; \_u\_")]
    [InlineData("> as quoted\n12.50 USD & more!", "\\> as quoted  \n12.50 USD & more!")]
    [InlineData("# Title\n- one\n+ two\n1. three\n  2) four\n===", "\\# Title  \n\\- one  \n\\+ two  \n1\\. three  \n2\\) four  \n\\===")]
    [InlineData("a - b # c 1. d", "a - b # c 1. d")]
    public void Text_is_written_so_that_it_shows_as_it_is(string text, string body) => Assert.Equal(body, FrontMarkdown.Write(text));

    [Theory]
    [InlineData("- a\n\n\\ b * c\n1. d @e #f \\\\ g")]
    [InlineData("/approve 12.50")]
    public void It_comes_back_as_it_was(string text) =>
        Assert.Equal(text, string.Join('\n', FrontMarkdown.Read(FrontMarkdown.Write(text)).Split('\n').Select(line => line.TrimEnd(' '))));
}
