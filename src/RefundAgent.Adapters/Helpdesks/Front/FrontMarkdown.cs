using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Comments are Markdown in Front (<c>CreateComment.body</c> of its API's description): what a customer wrote must not become a link, an
/// image or a mention of the whole team there.
/// </summary>
internal static partial class FrontMarkdown
{
    /// <summary>Shows as the text does.</summary>
    public static string Write(string text) =>
        string.Join("  \n", text.ReplaceLineEndings("\n").Split('\n').Select(line => Special().Replace(line.Trim(), @"\$0")));

    /// <summary>The text that was written so; what people set in bold keeps its stars.</summary>
    public static string Read(string body) => Escaped().Replace(body, "$1");

    /// <summary>What is Markdown anywhere in a line, and what is at its beginning.</summary>
    [GeneratedRegex(@"[\\`*_\[\]<~|@]|&(?=#?[A-Za-z0-9]+;)|^[#+=>-]|(?<=^[0-9]{1,9})[.)](?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
