namespace RefundAgent.Privacy;

/// <summary>Finds payment card numbers and telephone numbers among the figures of a text, however they are grouped.</summary>
internal static class NumberFinder
{
    private const int MostGroups = 8;

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        var groups = DigitGroup.Cut(text);
        for (var first = 0; first < groups.Count; first++)
        {
            var run = RunFrom(groups, first);
            if (run.Length == 0)
            {
                continue;
            }

            var card = CardNumber.Match(text, run);
            var taken = card > 0 ? card : DateLength(text, run);
            if (taken == 0)
            {
                taken = PhoneNumber.Match(text, run);
                if (taken > 0)
                {
                    found.Add(new PersonalSpan(PersonalKind.Phone, PhoneNumber.StartOf(text, run[0]), run[taken - 1].End));
                }
            }
            else if (card > 0)
            {
                found.Add(new PersonalSpan(PersonalKind.Card, run[0].Start, run[card - 1].End));
            }

            first += Math.Max(0, taken - 1);
        }
    }

    /// <summary>The groups that a number which begins here can have; one that letters are glued to is part of an id.</summary>
    private static ReadOnlySpan<DigitGroup> RunFrom(List<DigitGroup> groups, int first)
    {
        var end = first;
        while (end < groups.Count && end - first < MostGroups && !groups[end].Glued && (end == first || groups[end].Gap > 0))
        {
            end++;
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(groups)[first..end];
    }

    /// <summary>Three groups that are a day, so that a date with a time after it is not dialled.</summary>
    private static int DateLength(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> run)
    {
        if (run.Length < 3 || run[1].Gap != 1 || run[2].Gap != 1 || text[run[1].Start - 1] is not ('-' or '.' or '/')
            || text[run[1].Start - 1] != text[run[2].Start - 1])
        {
            return 0;
        }

        var isDate = (run[0].Length, run[1].Length, run[2].Length) is (4, <= 2, <= 2) or (<= 2, <= 2, 4 or 2)
            && Value(text, run[1]) <= 31 && (run[0].Length == 4 || Value(text, run[0]) <= 31);
        var ends = run.Length == 3 || text[run[3].Start - 1] != text[run[1].Start - 1];
        return isDate && ends ? 3 : 0;
    }

    private static int Value(ReadOnlySpan<char> text, DigitGroup group)
    {
        var value = 0;
        for (var at = group.Start; at < group.End; at++)
        {
            value = (value * 10) + DigitGroup.Digit(text[at]);
        }

        return value;
    }
}
