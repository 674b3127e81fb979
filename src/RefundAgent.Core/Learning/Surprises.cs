using System.Collections.Immutable;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning;

/// <summary>
/// Says when it is worth looking again. A verdict that the head expected changes nothing but counts, so that a team which is at one costs the
/// learner next to nothing, and a fit costs the same share of the work however much was learned.
/// </summary>
internal sealed class Surprises
{
    /// <summary>Verdicts in which a change of mind must show itself.</summary>
    private const int Lately = 200;

    /// <summary>Fewer contradictions of one kind than this are no change of mind.</summary>
    private const int Run = 4;

    /// <summary>A fit after so many verdicts at most, and in a longer history after <see cref="Share"/> of it.</summary>
    private const int LongestWait = 25;

    private const int Share = 5;

    /// <summary>
    /// In a history of so many cases one surprise is worth a fit, and in a longer one as many as the square of how much longer it is: a fit
    /// costs more there, and one verdict changes less.
    /// </summary>
    private const int ShortHistory = 500;

    private readonly Queue<Contradiction> contradictions;
    private int sinceFit;
    private int sinceLook;
    private int fittedAt;

    public Surprises(SurpriseMemory known)
    {
        contradictions = new Queue<Contradiction>(known.Contradictions);
        (sinceFit, sinceLook, fittedAt) = (known.SinceFit, known.SinceLook, known.FittedAt);
    }

    public SurpriseMemory Memory => new(fittedAt, sinceFit, sinceLook, [.. contradictions]);

    /// <summary>The same rule was contradicted in the same way so often lately that people may have changed their minds.</summary>
    public bool MayBeChange => sinceLook > 0 && contradictions.GroupBy(each => (each.Segment, each.Label)).Any(same => same.Count() >= Run);

    public void Note(int at, LearnedRule? expected, VerdictLabel label)
    {
        while (contradictions.TryPeek(out var oldest) && oldest.At <= at - Lately)
        {
            contradictions.Dequeue();
        }

        if (expected?.Label.Key != label.Key)
        {
            sinceFit++;
            if (expected is not null)
            {
                sinceLook++;
                contradictions.Enqueue(new Contradiction(at, expected.Segment(), label.Key));
            }
        }
    }

    public bool CallForFit(int at, int cases) =>
        sinceFit >= Math.Max(1, cases * cases / (ShortHistory * ShortHistory)) || at - fittedAt >= Math.Max(LongestWait, cases / Share);

    public void Looked() => sinceLook = 0;

    public void Fitted(int at) => (sinceFit, fittedAt) = (0, at);
}

/// <param name="FittedAt">Verdicts there were at the last fit.</param>
/// <param name="SinceFit">Surprises since.</param>
/// <param name="SinceLook">Contradictions since it was last looked for a change of mind.</param>
/// <param name="Contradictions">The latest, oldest first.</param>
public sealed record SurpriseMemory(int FittedAt, int SinceFit, int SinceLook, ImmutableArray<Contradiction> Contradictions)
{
    public static SurpriseMemory None { get; } = new(0, 0, 0, []);
}

/// <param name="At">Verdicts seen by then.</param>
/// <param name="Segment">Of the rule that was contradicted.</param>
/// <param name="Label">What was said instead.</param>
public sealed record Contradiction(int At, string Segment, string Label);
