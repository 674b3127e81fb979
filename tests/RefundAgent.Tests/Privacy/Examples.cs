using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Privacy;

/// <summary>The two tables beside this file: texts with personal data between « and », and texts in which there is none.</summary>
internal static partial class Examples
{
    public static ImmutableArray<Example> Personal { get; } =
        [.. File.ReadLines(Repository.At("tests", "RefundAgent.Tests", "Privacy", "personal.txt")).Select(Example.Parse)];

    public static ImmutableArray<string> NotPersonal { get; } = [.. File.ReadLines(Repository.At("tests", "RefundAgent.Tests", "Privacy", "not-personal.txt"))];

    /// <param name="Country">ISO 3166-1 in lower case; <c>any</c> where the form is nobody's own.</param>
    internal sealed partial record Example(string Kind, string Country, string Marked)
    {
        public string Text => Marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

        public string Masked => Marks().Replace(Marked, $"[{Kind}]");

        public IEnumerable<string> Values => Marks().Matches(Marked).Select(mark => mark.Value[1..^1]);

        /// <summary>Kind, country and text; a line break inside is written as <c>\n</c>.</summary>
        public static Example Parse(string line) => line.Split(' ', 3) is [var kind, var country, var text]
            ? new Example(kind, country, text.Replace("\\n", "\n", StringComparison.Ordinal))
            : throw new FormatException($"No example: {line}");

        [GeneratedRegex("«[^»]*»")]
        private static partial Regex Marks();
    }
}
