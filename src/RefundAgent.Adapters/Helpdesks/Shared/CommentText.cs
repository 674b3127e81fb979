using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Between plain text and what helpdesks keep: HTML that mail programs wrote, with the whole conversation quoted below.</summary>
internal static class CommentText
{
    private static readonly HtmlParser Parser = new();

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "pre", "blockquote", "hr",
    };

    /// <summary>Marks of quoted mail that mail programs leave: Gmail, Outlook, Yahoo, Apple Mail, Freshdesk and others.</summary>
    private const string Quoted =
        "blockquote, .gmail_quote, .gmail_extra, .yahoo_quoted, .moz-cite-prefix, #divRplyFwdMsg, #appendonsend, .freshdesk_quote, .quoted_text, .OutlookMessageHeader, " + NoText;

    private const string NoText = "script, style, head, title";

    /// <summary>What the author wrote this time.</summary>
    /// <param name="html">As the helpdesk keeps it.</param>
    /// <param name="isOwn">This product wrote it: nothing in it is older mail, whatever it looks like, and its last line has to be found again.</param>
    public static string FromHtml(string html, bool isOwn = false)
    {
        using var document = Parser.ParseDocument(html);
        foreach (var quote in document.QuerySelectorAll(isOwn ? NoText : Quoted).ToArray())
        {
            quote.Remove();
        }

        var text = new StringBuilder();
        Write(document.Body, text);
        return FromPlain(text.ToString(), isOwn);
    }

    /// <summary>The same of plain text: without the mail that is quoted below it, and without spaces that nobody sees.</summary>
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

    private static void Write(INode? node, StringBuilder text)
    {
        foreach (var child in node?.ChildNodes ?? Enumerable.Empty<INode>())
        {
            switch (child)
            {
                case IText words when string.IsNullOrWhiteSpace(words.Data) && (text.Length == 0 || text[^1] == '\n'):
                    // Between two blocks nobody sees it.
                    break;
                case IText words:
                    text.Append(words.Data.Replace('\n', ' ').Replace('\r', ' '));
                    break;
                case IElement { LocalName: "br" }:
                    text.Append('\n');
                    break;
                case IElement element:
                    var isBlock = Blocks.Contains(element.LocalName);
                    Break(text, isBlock);
                    Write(element, text);
                    Break(text, isBlock);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Break(StringBuilder text, bool isBlock)
    {
        if (isBlock && text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n').Select(line => line.Trim(' ', '\t', '\u200b', '\ufeff'));
        return string.Join('\n', lines).Trim('\n');
    }
}
