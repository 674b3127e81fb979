using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// What staff wrote that no model has answered about yet: a function of the ledger like everything else that is learned, so that whoever
/// folds it knows what is left to ask, and asks nothing twice.
/// </summary>
internal sealed class StaffWords(WordsMemory known)
{
    /// <summary>With learning by a model switched on late, or down for long, the newest of what was written is asked about.</summary>
    public const int Most = 200;

    /// <summary>After so many failures there is no more asking.</summary>
    public const int MostAttempts = 3;

    /// <summary>Shorter notes say less than the verdict that they stand beside.</summary>
    private const int Shortest = 12;

    /// <summary>A model that could not be reached is left alone for so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly List<UnansweredWords> waiting = [.. known.Waiting];
    private DateTimeOffset? unavailableAt = known.UnavailableAt;

    public WordsMemory Memory => new([.. waiting], unavailableAt);

    public static bool Holds(FeedbackEvent said) => (said.Note?.Length ?? 0) + (said.Reason?.Length ?? 0) + (said.EditedReply?.Length ?? 0) >= Shortest;

    public void Add(FeedbackEvent said)
    {
        if (waiting.Count >= Most)
        {
            waiting.RemoveAt(0);
        }

        waiting.Add(new UnansweredWords(said.Key, 0));
    }

    /// <returns>False where nobody waited for it: it was answered before, or is forgotten.</returns>
    public bool Answered(EventKey of, Lesson lesson, DateTimeOffset at)
    {
        var place = waiting.FindIndex(each => each.Of == of);
        if (place < 0)
        {
            return false;
        }

        unavailableAt = lesson.Unavailable ? at : unavailableAt;
        if (lesson.Failure is null || waiting[place].Attempts + 1 >= MostAttempts)
        {
            waiting.RemoveAt(place);
        }
        else
        {
            waiting[place] = waiting[place] with { Attempts = waiting[place].Attempts + 1 };
        }

        return true;
    }

    /// <summary>The next to be asked about: what failed before comes after what has not been tried.</summary>
    public IEnumerable<UnansweredWords> Due(DateTimeOffset now) =>
        unavailableAt is { } failed && now >= failed && now < failed + Rest ? [] : [.. waiting.OrderBy(each => each.Attempts)];
}

/// <param name="Of">The event that holds the words.</param>
/// <param name="Attempts">To get an answer, all of which failed.</param>
public sealed record UnansweredWords(EventKey Of, int Attempts);

/// <param name="Waiting">In the order of the ledger.</param>
/// <param name="UnavailableAt">When the model could not be reached last.</param>
public sealed record WordsMemory(ImmutableArray<UnansweredWords> Waiting, DateTimeOffset? UnavailableAt)
{
    public static WordsMemory Empty { get; } = new([], null);
}
