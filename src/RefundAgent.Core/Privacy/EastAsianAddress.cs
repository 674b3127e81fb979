using System.Buffers;

namespace RefundAgent.Privacy;

/// <summary>Finds addresses of China, Japan and Korea, which go from the large to the small and end in figures.</summary>
internal static class EastAsianAddress
{
    private const int Reach = 40;
    private const int LongestRegion = 4;

    private static readonly SearchValues<char> Streets = SearchValues.Create("路街道巷弄町村区區市郡丁로길동〒");
    private static readonly SearchValues<char> Regions = SearchValues.Create("省市区區县縣都道府県州시도구군");

    /// <summary>"Send to", "at", "is": what stands before an address without a blank.</summary>
    private static readonly SearchValues<char> Leading = SearchValues.Create("到至寄送在于於是住址为為我");

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Streets);
            if (next < 0)
            {
                return;
            }

            at += next;
            var end = text[at] == '〒' ? EndOfPostal(text, at + 1) : EndOfNumber(text, at + 1);
            var start = end == 0 ? 0 : text[at] == '〒' ? at : StartOf(text, at);
            if (end > 0 && start >= 0)
            {
                found.Add(new PersonalSpan(PersonalKind.Address, start, end));
                at = end - 1;
            }
        }
    }

    private static int EndOfPostal(ReadOnlySpan<char> text, int at)
    {
        var end = SkipFigures(text, text[at..].StartsWith(" ") ? at + 1 : at);
        if (end <= at + 3)
        {
            return 0;
        }

        var last = end;
        for (var next = end; next < text.Length && next - end < Reach && (IsEastAsian(text[next]) || IsFigure(text[next]) || text[next] is ' ' or '\u3000'); next++)
        {
            last = IsFigure(text[next]) ? next + 1 : last;
        }

        return SkipUnits(text, last);
    }

    /// <summary>A few letters may stand between the street's sign and its figures: <c>千代田1-1</c>, <c>테헤란로 123</c>.</summary>
    private static int EndOfNumber(ReadOnlySpan<char> text, int at)
    {
        var figures = at;
        while (figures < text.Length && figures - at < 6 && !IsFigure(text[figures]) && (IsEastAsian(text[figures]) || text[figures] is ' ' or '\u3000'))
        {
            figures++;
        }

        return figures < text.Length && IsFigure(text[figures]) ? SkipUnits(text, SkipFigures(text, figures)) : 0;
    }

    /// <summary>At the name of the largest region within reach; -1 where there is no region: then it is no address.</summary>
    private static int StartOf(ReadOnlySpan<char> text, int at)
    {
        var (start, region) = (at, -1);
        while (start > 0 && at - start < Reach && (IsEastAsian(text[start - 1]) || text[start - 1] is ' ' or '\u3000'))
        {
            start--;
            region = Regions.Contains(text[start]) ? start : region;
        }

        if (region < 0)
        {
            return -1;
        }

        var first = region;
        while (first > start && region - first < LongestRegion && text[first - 1] is not (' ' or '\u3000' or (>= '\u3040' and <= '\u309f')) && !Leading.Contains(text[first - 1]))
        {
            first--;
        }

        return first;
    }

    private static int SkipFigures(ReadOnlySpan<char> text, int at)
    {
        var most = Math.Min(text.Length, at + 16);
        while (at < most && (IsFigure(text[at]) || (text[at] is '-' or '－' or '−' or 'ー' or '番' or '丁' or '目' && at + 1 < text.Length)))
        {
            at++;
        }

        return at;
    }

    private static int SkipUnits(ReadOnlySpan<char> text, int at)
    {
        var most = Math.Min(text.Length, at + 24);
        while (at < most && (IsFigure(text[at]) || "号號楼樓室单單元栋棟座层階番地丁目호동층F-－".Contains(text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return at;
    }

    private static bool IsFigure(char letter) => char.IsDigit(letter);

    private static bool IsEastAsian(char letter) => letter is (>= '\u3005' and <= '\u3007') or (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af');
}
