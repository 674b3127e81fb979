using RefundAgent.Amounts;

namespace RefundAgent.Reading;

/// <summary>One request as said, before it is looked up in the orders.</summary>
internal sealed class Draft(Concept action, Stance stance, Sentence sentence, int at, Wish wish)
{
    public Concept Action { get; } = action;

    public Stance Stance { get; } = stance;

    public Sentence Sentence { get; } = sentence;

    /// <summary>Place of the action word.</summary>
    public int At { get; } = at;

    public Wish Wish { get; set; } = wish;

    /// <summary>Where the wish was said in an earlier part of the message and only pointed to here.</summary>
    public bool IsResolvedBackwards { get; set; }

    /// <summary>Every order that holds one of the items is meant, whole.</summary>
    public bool IsWholeOfEach { get; set; }

    public List<Lexeme> Destinations { get; } = [];

    public Money? Requested { get; set; }

    /// <summary>A canonical reason, from its own sentence or from one beside it.</summary>
    public string? Reason { get; set; }

    /// <summary>The goods never came, or the money was wrong.</summary>
    public bool LeavesNothingToReturn { get; set; }

    /// <summary>Some money is wanted and not the price: a compensation, the difference, a part.</summary>
    public bool IsPartial { get; set; }

    public List<Doubt> Doubts { get; } = [];

    public bool IsMoney => Action is Concept.Return or Concept.Cancel or Concept.Refund;

    public void Add(DoubtKind kind, string about)
    {
        if (!Doubts.Exists(doubt => doubt.Kind == kind))
        {
            Doubts.Add(new Doubt(kind, about.Length > 120 ? about[..120] : about));
        }
    }
}
