using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Helpdesks.Chatwoot;

/// <summary>
/// Between plain text and what Chatwoot keeps: Markdown, as its editor writes it and its own pages, its chat and its mail show it. To all other
/// channels the text goes as it is.
/// </summary>
internal static partial class ChatwootText
{
    public const string WebWidget = "Channel::WebWidget";

    /// <param name="channel">Of the inbox, such as <c>Channel::Email</c>.</param>
    public static bool IsMarkdown(string? channel) => channel is WebWidget or "Channel::Email";

    /// <summary>Shows as the text does; what cannot be taken for markup is left alone, so that it can be searched for.</summary>
    public static string Escape(string text) => Special().Replace(text, @"\$0");

    /// <summary>The text that was typed: the editor puts a backslash before what could be taken for markup, and at the end of a line that is broken.</summary>
    public static string Unescape(string markdown) => Escaped().Replace(markdown.ReplaceLineEndings("\n"), escape => escape.Groups[1].Value);

    [GeneratedRegex(
        @"[\\`*_\[\]<>|~&]|(?<=^[ \t]*)(?:[#+]|-(?![A-Za-z0-9])|=(?==*[ \t]*$))|(?<=^[ \t]*[0-9]{1,9})[.)](?=\s|$)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex(@"\\([\n!-/:-@\[-`{-~])", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
