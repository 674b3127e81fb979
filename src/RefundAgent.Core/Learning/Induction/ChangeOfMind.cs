using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// Looks inside each rule's own region for the moment from which people say another thing. The whole region is tried and the region under one
/// more condition; a change must explain the verdicts better by far, after paying for saying what changed, where and when, and at least two
/// people must carry it, none with more than three quarters. Where only one person speaks in the whole evidence that test cannot be met by
/// anybody and is waived: a team of one may change its mind.
/// </summary>
public static class ChangeOfMind
{
    /// <summary>The change that gains most; null where none is sure enough. Call again on what is left for the next one.</summary>
    public static Supersession? Find(EvidenceWindow window, RuleList head)
    {
        if (window.Cases.IsEmpty)
        {
            return null;
        }

        var search = new ChangeSearch(window);
        var reach = window.All.Words.ToArray();
        foreach (var rule in head.Rules)
        {
            var own = Bits.Both(reach, window.Where(rule.When));
            Bits.Without(reach, own);
            if (search.CanHide(own, rule.Label))
            {
                search.In(own, rule);
            }
        }

        return search.Best;
    }
}
