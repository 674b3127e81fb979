using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// How staff say that answers should sound. A note is in force once as many different people said it as the quorum asks for; one that nobody
/// says any more is forgotten.
/// </summary>
internal sealed class ToneBook(ToneMemory known)
{
    /// <summary>More than this no answer can follow.</summary>
    public const int MostInForce = 12;

    /// <summary>Answers about staff's words in which nobody confirms a note, after which it is forgotten.</summary>
    public const int ForgottenAfter = 200;

    private const int MostKnown = 100;

    private readonly List<KnownTone> notes = [.. known.Notes];
    private int heard = known.Heard;

    public ToneMemory Memory => new([.. notes], heard);

    /// <summary>What is shown to a model that is asked about the next words, the newest first.</summary>
    public IEnumerable<ShownTone> Known => notes.OrderByDescending(note => note.HeardAt).ThenBy(note => note.Id.Value, StringComparer.Ordinal).Select(note => new ShownTone(note.Id, note.Text));

    /// <returns>Whether any of it was new, or confirmed a note.</returns>
    public bool Hear(ImmutableArray<LessonTone> said, PrincipalId by)
    {
        heard++;
        notes.RemoveAll(note => heard - note.HeardAt > ForgottenAfter);
        var learned = false;
        foreach (var tone in said)
        {
            learned |= Hear(tone, by);
        }

        return learned;
    }

    /// <summary>Ordered by how many say so, then by who said so last.</summary>
    public ImmutableArray<LearnedItem.ToneNote> InForce(int quorum) =>
    [
        .. notes.Where(note => note.By.Length >= quorum)
            .OrderByDescending(note => note.By.Length)
            .ThenByDescending(note => note.HeardAt)
            .ThenBy(note => note.Id.Value, StringComparer.Ordinal)
            .Take(MostInForce)
            .Select(note => new LearnedItem.ToneNote { Id = note.Id, Text = note.Text, Reviewers = note.By }),
    ];

    /// <summary>A vote for a note whose own words are gone is a vote for nothing: it was made of those words.</summary>
    private bool Hear(LessonTone tone, PrincipalId by)
    {
        var id = tone.Same ?? ContentHash.OfTone(LessonSentence.Canonical(tone.Text!));
        var place = notes.FindIndex(note => note.Id == id);
        if (place >= 0)
        {
            var note = notes[place];
            notes[place] = note with { By = note.By.Contains(by) ? note.By : note.By.Add(by), HeardAt = heard };
            return true;
        }

        if (tone.Text is null)
        {
            return false;
        }

        if (notes.Count >= MostKnown)
        {
            notes.Remove(notes.OrderBy(note => note.By.Length).ThenBy(note => note.HeardAt).ThenBy(note => note.Id.Value, StringComparer.Ordinal).First());
        }

        notes.Add(new KnownTone(id, tone.Text, [by], heard));
        return true;
    }
}

/// <param name="Id">Of the item that it becomes.</param>
/// <param name="Text">As whoever said it first put it.</param>
/// <param name="By">Who said it, in the order of the ledger.</param>
/// <param name="HeardAt">How many answers there were when it was said last.</param>
public sealed record KnownTone(LearnedItemId Id, string Text, ImmutableArray<PrincipalId> By, int HeardAt);

/// <param name="Notes">In the order of the ledger.</param>
/// <param name="Heard">Answers about staff's words so far.</param>
public sealed record ToneMemory(ImmutableArray<KnownTone> Notes, int Heard)
{
    public static ToneMemory Empty { get; } = new([], 0);
}
