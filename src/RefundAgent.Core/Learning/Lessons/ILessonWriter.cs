using RefundAgent.Tickets;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// Puts what a member of staff wrote into the form that can be learned from. Where no model is there, or learning with it is off, there is
/// none of these, and nothing is asked.
/// </summary>
public interface ILessonWriter
{
    LessonAuthor Author { get; }

    /// <summary>Whatever goes wrong with the model is a reply; only cancellation is thrown.</summary>
    Task<LessonReply> WriteAsync(TenantId tenant, LessonRequest request, CancellationToken cancellationToken);
}

/// <summary>What came of asking.</summary>
public abstract record LessonReply
{
    private LessonReply()
    {
    }

    public sealed record Given(LessonDraft Draft) : LessonReply;

    /// <param name="Why">In words that quote neither the model nor the staff.</param>
    /// <param name="Unavailable">It would fail for other words too: no use in asking on now.</param>
    public sealed record Failed(string Why, bool Unavailable) : LessonReply;
}
