using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RefundAgent.Kpis;

/// <summary>How far back the figures reach, as people write it: <c>24h</c>, <c>7d</c> or <c>12w</c>, at most <see cref="MostDays"/> days.</summary>
public sealed record KpiWindow
{
    /// <summary>Each day is a scan of its decisions; a longer look back belongs to the logs' own workbook.</summary>
    public const int MostDays = 92;

    private static readonly (char Unit, int Hours)[] Units = [('h', 1), ('d', 24), ('w', 7 * 24)];

    private KpiWindow(TimeSpan length) => Length = length;

    /// <summary>A week, so that every weekday is in it once.</summary>
    public static KpiWindow Usual { get; } = new(TimeSpan.FromDays(7));

    public TimeSpan Length { get; }

    public static string Rule { get; } = $"must be a whole number of hours, days or weeks such as 24h, 7d or 4w, at most {MostDays} days.";

    public static bool TryParse(string? text, [NotNullWhen(true)] out KpiWindow? window)
    {
        window = null;
        if (text is not { Length: >= 2 and <= 6 }
            || Units.FirstOrDefault(unit => unit.Unit == text[^1]) is not { Hours: > 0 } unit
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count == 0 || (long)count * unit.Hours > MostDays * 24)
        {
            return false;
        }

        window = new KpiWindow(TimeSpan.FromHours(count * unit.Hours));
        return true;
    }
}
