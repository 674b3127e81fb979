using System.Collections.Immutable;
using System.Text;

namespace RefundAgent.Replies;

/// <summary>A sentence with named places. What is put in is never looked at again: a customer's own braces stay braces.</summary>
internal sealed class ReplyTemplate
{
    private readonly ImmutableArray<(string Words, string? Place)> parts;

    private ReplyTemplate(ImmutableArray<(string Words, string? Place)> parts) => this.parts = parts;

    public IEnumerable<string> Places => parts.Select(part => part.Place).OfType<string>();

    /// <summary>Null where a brace is left open, closed without one, or empty.</summary>
    public static ReplyTemplate? Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<(string, string?)>();
        var rest = text.AsSpan();
        while (rest.IndexOfAny('{', '}') is >= 0 and var open)
        {
            var end = rest[(open + 1)..].IndexOfAny('{', '}');
            if (rest[open] == '}' || end < 1 || rest[open + 1 + end] == '{')
            {
                return null;
            }

            parts.Add((rest[..open].ToString(), rest.Slice(open + 1, end).ToString()));
            rest = rest[(open + end + 2)..];
        }

        parts.Add((rest.ToString(), null));
        return new ReplyTemplate(parts.ToImmutable());
    }

    /// <param name="at">What stands at a place.</param>
    public string Render(Func<string, string> at)
    {
        var text = new StringBuilder();
        foreach (var (words, place) in parts)
        {
            text.Append(words).Append(place is null ? "" : at(place));
        }

        return text.ToString();
    }
}
