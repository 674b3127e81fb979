using RefundAgent.Context;

namespace RefundAgent.Controls;

/// <summary>What became of an operator's word.</summary>
public abstract record ControlResult
{
    private ControlResult()
    {
    }

    /// <summary>Logged now or, by the same person, before.</summary>
    /// <param name="Entry">Null where it was so already and nobody had to say it.</param>
    /// <param name="InForce">With the word's effect, where it has one at once.</param>
    public sealed record Done(ControlEntry? Entry, ActiveVersions InForce) : ControlResult;

    /// <param name="What">Which there is not, and where to look, in words for the caller.</param>
    public sealed record Unknown(string What) : ControlResult;
}
