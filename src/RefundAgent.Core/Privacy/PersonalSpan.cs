namespace RefundAgent.Privacy;

/// <summary>Where personal data stands in a text, from <see cref="Start"/> up to before <see cref="End"/>.</summary>
internal readonly record struct PersonalSpan(PersonalKind Kind, int Start, int End)
{
    /// <summary>In reading order and without overlap: what two kinds claim is one, so that nothing of either stays.</summary>
    public static List<PersonalSpan> Settle(List<PersonalSpan> found)
    {
        found.Sort(static (one, other) => (one.Start, -one.End, one.Kind).CompareTo((other.Start, -other.End, other.Kind)));
        var settled = new List<PersonalSpan>(found.Count);
        foreach (var span in found)
        {
            if (settled.Count > 0 && span.Start < settled[^1].End)
            {
                settled[^1] = settled[^1] with { End = Math.Max(settled[^1].End, span.End) };
            }
            else
            {
                settled.Add(span);
            }
        }

        return settled;
    }
}
