using System.Runtime.CompilerServices;

namespace RefundAgent.Reading;

/// <summary>Two mentions speak of the same things where they fit the same lines in the same order.</summary>
internal sealed class LineSetComparer : IEqualityComparer<List<Line>>
{
    public static readonly LineSetComparer Instance = new();

    public bool Equals(List<Line>? x, List<Line>? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y));

    public int GetHashCode(List<Line> lines) => lines.Count == 0 ? 0 : HashCode.Combine(lines.Count, RuntimeHelpers.GetHashCode(lines[0]));
}
