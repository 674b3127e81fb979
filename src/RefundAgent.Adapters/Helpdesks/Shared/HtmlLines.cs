using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// The lines that a reader of HTML sees. Quoted mail gets <c>&gt;</c> before its lines, as plain mail has it, so that one place
/// (<see cref="QuotedMail"/>) says what becomes of it. Nothing here calls itself: a customer's mail may nest as deep as it likes.
/// </summary>
internal sealed partial class HtmlLines
{
    /// <summary>What Outlook marks by an element that is empty, or holds a header alone, before the older mail.</summary>
    private const string OlderMail = "-----Original Message-----";

    /// <summary>No person's mail has more, and a parser's work grows with their square; then the words are read and no more.</summary>
    private const int MostTags = 20_000;

    private static readonly HtmlParser Parser = new();

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "pre",
        "blockquote", "hr", "form", "fieldset", "address", "main", "aside", "nav",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.Ordinal) { "script", "style", "head", "title", "template" };

    /// <summary>Of Gmail, Thunderbird, Yahoo, Proton Mail, Freshdesk and Help Scout, beside the element that is made for quotes.</summary>
    private static readonly HashSet<string> QuoteClasses = new(StringComparer.Ordinal)
    {
        "gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "freshdesk_quote", "quoted_text",
    };

    private readonly StringBuilder text = new();
    private readonly bool marksQuotes;
    private int quotes;
    private int verbatim;

    private HtmlLines(bool marksQuotes) => this.marksQuotes = marksQuotes;

    private bool IsAtStart => text.Length == 0 || text[^1] == '\n';

    /// <param name="html">A document or a part of one.</param>
    /// <param name="marksQuotes">Older mail is told from what was written now.</param>
    public static string Read(string html, bool marksQuotes)
    {
        if (html.AsSpan().Count('<') > MostTags)
        {
            return WebUtility.HtmlDecode(Tag().Replace(html, "\n"));
        }

        using var document = Parser.ParseDocument(html);
        var lines = new HtmlLines(marksQuotes);
        lines.Walk(document.Body!);
        return lines.text.ToString();
    }

    private void Walk(INode root)
    {
        for (var node = root; node is not null; node = Next(node, root))
        {
            if (node is IText words)
            {
                Add(words.Data);
            }
            else if (node is IElement element)
            {
                Open(element);
            }
        }
    }

    private INode? Next(INode node, INode root)
    {
        if (node.FirstChild is { } child && !(node is IElement element && Unread.Contains(element.LocalName)))
        {
            return child;
        }

        for (var done = node; ; done = done.Parent!)
        {
            Close(done);
            if (ReferenceEquals(done, root))
            {
                return null;
            }

            if (done.NextSibling is { } sibling)
            {
                return sibling;
            }
        }
    }

    private void Open(IElement element)
    {
        switch (element.LocalName)
        {
            case "br":
                Add("\n", isBreak: true);
                break;
            case "td" or "th" when !IsAtStart:
                text.Append(' ');
                break;
            case var name when Blocks.Contains(name) || IsQuote(element):
                Break();
                break;
            default:
                break;
        }

        verbatim += element.LocalName == "pre" ? 1 : 0;
        quotes += IsQuote(element) ? 1 : 0;
        if (marksQuotes && OpensOlderMail(element))
        {
            Break();
            Add(OlderMail + "\n", isBreak: true);
        }
    }

    private void Close(INode node)
    {
        if (node is IElement element)
        {
            if (Blocks.Contains(element.LocalName) || IsQuote(element))
            {
                Break();
            }

            verbatim -= element.LocalName == "pre" ? 1 : 0;
            quotes -= IsQuote(element) ? 1 : 0;
        }
    }

    private void Add(string words, bool isBreak = false)
    {
        foreach (var letter in words)
        {
            var seen = letter is '\n' or '\r' && !isBreak && verbatim == 0 ? ' ' : letter;
            if (IsAtStart && seen == ' ')
            {
                continue;
            }

            if (IsAtStart && quotes > 0)
            {
                text.Append("> ");
            }

            text.Append(seen);
        }
    }

    private void Break()
    {
        if (!IsAtStart)
        {
            text.Append('\n');
        }
    }

    private bool IsQuote(IElement element) => marksQuotes && (element.LocalName == "blockquote" || element.ClassList.Any(QuoteClasses.Contains));

    /// <summary>Other programs put something before an id that they pass on.</summary>
    private static bool OpensOlderMail(IElement element) =>
        element.Id is { } id && (id.EndsWith("divRplyFwdMsg", StringComparison.Ordinal) || id.EndsWith("appendonsend", StringComparison.Ordinal))
        || element.ClassList.Contains("OutlookMessageHeader");

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
