using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using RefundAgent.Amounts;
using RefundAgent.Context;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>
/// A piece of the page. It is only made from literals of ours and holes that are encoded, so that no section can forget to: names, facts and
/// reasons of a history are written by whoever wrote the history.
/// </summary>
internal readonly record struct Html(string Markup)
{
    public static Html Empty { get; } = new("");

    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;
}

/// <summary>Literals go in as they are, holes are made visible and encoded, pieces of the page stay what they are.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlInterpolation
{
    private const int LongestText = 2000;

    private readonly StringBuilder markup;

    public HtmlInterpolation(int literalLength, int holes) => markup = new StringBuilder(literalLength + (holes * 16));

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(Html part) => markup.Append(part.Markup);

    public void AppendFormatted(IEnumerable<Html> parts) => markup.Append(Html.Join(parts).Markup);

    public void AppendFormatted(string? text) => markup.Append(WebUtility.HtmlEncode(ShownText.Of(text ?? "", LongestText)));

    public void AppendFormatted(int number) => AppendFormatted(Words.Count(number));

    public void AppendFormatted(Money sum) => AppendFormatted(Words.Sum(sum));

    /// <summary>A coordinate of a drawing.</summary>
    public void AppendFormatted(double coordinate) => AppendFormatted(coordinate.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() => markup.ToString();
}
