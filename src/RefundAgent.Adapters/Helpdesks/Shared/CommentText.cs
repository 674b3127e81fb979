using System.Text;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Between plain text and what helpdesks keep: HTML that mail programs wrote, with the whole conversation quoted below.</summary>
internal static class CommentText
{
    private static readonly char[] Unseen = [' ', '\t', '\u200b', '\ufeff'];

    /// <summary>What the author wrote this time.</summary>
    /// <param name="html">As the helpdesk keeps it.</param>
    /// <param name="isOwn">This product wrote it: nothing in it is older mail, whatever it looks like, and its last line has to be found again.</param>
    public static string FromHtml(string html, bool isOwn = false) => FromPlain(HtmlLines.Read(html, marksQuotes: !isOwn), isOwn);

    /// <summary>The same of plain text: without the mail that is quoted in it, and without spaces that nobody sees.</summary>
    /// <inheritdoc cref="FromHtml"/>
    public static string FromPlain(string text, bool isOwn = false) => isOwn ? Tidy(text) : QuotedMail.Strip(Tidy(text));

    /// <summary>Shows as the text does, whatever stands in it.</summary>
    public static string ToHtml(string text)
    {
        var html = new StringBuilder("<p>");
        foreach (var letter in Tidy(text))
        {
            _ = letter switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '\n' => html.Append("<br>"),
                _ => html.Append(letter),
            };
        }

        return html.Append("</p>").ToString();
    }

    private static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n')
            .Select(line => string.Concat(line.Where(letter => !char.IsControl(letter) || letter == '\t')).Trim(Unseen));
        return string.Join('\n', lines).Trim('\n');
    }
}
