using System.Collections.Immutable;

namespace RefundAgent.Context;

/// <summary>What is different between any two versions of what was learned, in words that an operator can judge.</summary>
public sealed record ContextDiff
{
    public required ContextVersion From { get; init; }

    public required ContextVersion To { get; init; }

    public required ImmutableArray<ItemLine> Added { get; init; }

    public required ImmutableArray<ItemLine> Dropped { get; init; }

    /// <summary>Guidelines about the same, with other numbers or exceptions.</summary>
    public required ImmutableArray<ItemChange> Changed { get; init; }

    /// <summary>Guidelines that come earlier or later among those that both versions have.</summary>
    public required ImmutableArray<ItemLine> Moved { get; init; }

    /// <summary>Segments that act without a person only in the later version.</summary>
    public required ImmutableArray<string> AutonomyGained { get; init; }

    public required ImmutableArray<string> AutonomyLost { get; init; }

    /// <summary>Nothing that a decision could tell.</summary>
    public bool IsEmpty => Added.IsEmpty && Dropped.IsEmpty && Changed.IsEmpty && Moved.IsEmpty && AutonomyGained.IsEmpty && AutonomyLost.IsEmpty;

    public static ContextDiff Of(LearnedContext from, LearnedContext to)
    {
        var (old, now) = (from.Items.ToDictionary(item => item.Id), to.Items.ToDictionary(item => item.Id));
        var same = from.Items.Where(item => now.ContainsKey(item.Id)).Select(item => new ItemChange(Line(item), Line(now[item.Id])));
        var refits = Refits([.. from.Items.Where(item => !now.ContainsKey(item.Id))], [.. to.Items.Where(item => !old.ContainsKey(item.Id))]);
        var refitted = refits.SelectMany(each => new[] { each.Before.Id, each.After.Id }).ToHashSet();
        return new ContextDiff
        {
            From = from.Version,
            To = to.Version,
            Added = [.. to.Items.Where(item => !old.ContainsKey(item.Id) && !refitted.Contains(item.Id)).Select(Line)],
            Dropped = [.. from.Items.Where(item => !now.ContainsKey(item.Id) && !refitted.Contains(item.Id)).Select(Line)],
            Changed = [.. same.Where(each => each.Before.Words != each.After.Words), .. refits],
            Moved = [.. MovedAmong(from, to).Select(Line)],
            AutonomyGained = Earned(to).Except(Earned(from)).Order(StringComparer.Ordinal).ToImmutableArray(),
            AutonomyLost = Earned(from).Except(Earned(to)).Order(StringComparer.Ordinal).ToImmutableArray(),
        };
    }

    /// <summary>A line for each difference, the weightiest first.</summary>
    public IEnumerable<string> Words() =>
    [
        .. AutonomyGained.Select(segment => $"Acts alone now: {ShownText.Of(segment, 200)}"),
        .. AutonomyLost.Select(segment => $"Waits for a person now: {ShownText.Of(segment, 200)}"),
        .. Changed.Select(each => $"Changed: {each.Before.Words} → {each.After.Words}"),
        .. Added.Select(each => $"Added: {each.Words}"),
        .. Dropped.Select(each => $"Dropped: {each.Words}"),
        .. Moved.Select(each => $"Moved: {each.Words}"),
    ];

    private static ItemLine Line(LearnedItem item) => new(item.Id, ItemWords.Of(item));

    /// <summary>A guideline that left and one that came are one that changed where they are the only two of their segment.</summary>
    private static ImmutableArray<ItemChange> Refits(ImmutableArray<LearnedItem> left, ImmutableArray<LearnedItem> came)
    {
        var arrivals = came.OfType<LearnedItem.Guideline>().ToLookup(item => item.Segment, StringComparer.Ordinal);
        return
        [
            .. left.OfType<LearnedItem.Guideline>().GroupBy(item => item.Segment, StringComparer.Ordinal)
                .Where(group => group.Count() == 1 && arrivals[group.Key].Count() == 1)
                .Select(group => new ItemChange(Line(group.Single()), Line(arrivals[group.Key].Single()))),
        ];
    }

    /// <summary>Those that are not part of the longest run that both versions have in the same order: the fewest that explain the difference.</summary>
    private static IEnumerable<LearnedItem.Guideline> MovedAmong(LearnedContext from, LearnedContext to)
    {
        var places = from.Items.OfType<LearnedItem.Guideline>().ToDictionary(item => item.Id, item => item.Place);
        var common = to.Items.OfType<LearnedItem.Guideline>().Where(item => places.ContainsKey(item.Id)).OrderBy(item => item.Place).ToArray();
        var runs = new (int Length, int Before)[common.Length];
        for (var each = 0; each < common.Length; each++)
        {
            runs[each] = (1, -1);
            for (var earlier = 0; earlier < each; earlier++)
            {
                if (places[common[earlier].Id] < places[common[each].Id] && runs[earlier].Length >= runs[each].Length)
                {
                    runs[each] = (runs[earlier].Length + 1, earlier);
                }
            }
        }

        var stayed = new HashSet<LearnedItemId>();
        for (var at = common.Length == 0 ? -1 : Array.IndexOf(runs, runs.MaxBy(run => run.Length)); at >= 0; at = runs[at].Before)
        {
            stayed.Add(common[at].Id);
        }

        return common.Where(item => !stayed.Contains(item.Id));
    }

    private static IEnumerable<string> Earned(LearnedContext context) => context.Segments.Where(each => each.Value.Earned).Select(each => each.Key);
}

/// <param name="Id">Of the item.</param>
/// <param name="Words">As <see cref="ItemWords"/> has it.</param>
public sealed record ItemLine(LearnedItemId Id, string Words);

/// <summary>One guideline as it was and as it is; their ids differ where what they say does.</summary>
public sealed record ItemChange(ItemLine Before, ItemLine After);
