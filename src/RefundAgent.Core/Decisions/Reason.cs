using RefundAgent.Replies;

namespace RefundAgent.Decisions;

/// <summary>What kind of thing a reason's id points to.</summary>
public enum ReasonKind
{
    /// <summary>A rule of the operator's policy.</summary>
    Policy,

    /// <summary>A learned guideline.</summary>
    Guideline,

    /// <summary>A past case with a person's verdict.</summary>
    Precedent,

    /// <summary>A limit on money.</summary>
    Limit,

    /// <summary>The advisor's own remark: a doubt, a fallback.</summary>
    Advisor,
}

/// <summary>One thing that a proposal or ruling rests on, so that every answer can be traced and disputed.</summary>
/// <param name="Id">Of the rule, item or limit; stable enough to look up later.</param>
/// <param name="Kind">Where to look the id up.</param>
/// <param name="Text">For people; never read back by the program.</param>
/// <param name="Phrase">The same for a customer, in whatever language; null where the operator wrote the text, or it is for staff.</param>
public sealed record Reason(string Id, ReasonKind Kind, string Text, Phrase? Phrase = null)
{
    /// <summary>What the program itself has to say to a customer.</summary>
    public static Reason Of(string id, ReasonKind kind, Phrase phrase) => new(id, kind, phrase.InEnglish(), phrase);
}
