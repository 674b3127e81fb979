using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;

namespace RefundAgent.Learning;

/// <summary>
/// Folds the ledger into the head, one row at a time, with no clock, no chance and no reading: the same ledger gives the same bytes on any
/// machine and however it is cut into runs. A case's last allowed verdict is its precedent; an audit beats an agent's ruling.
/// </summary>
public static class Learner
{
    public static LearnerState Fold(LearnerState state, LabelledEvent entry)
    {
        if (entry.Entry.Sequence <= state.Through)
        {
            return state;
        }

        var next = state.At(entry.Entry.Sequence);
        if (WhySetAside(entry) is not null)
        {
            return next;
        }

        var about = entry.Case!;
        var earlier = Verdicts(entry.Earlier, about);
        var all = earlier.AddRange(Verdicts([entry.Entry], about));
        var (before, after) = (Standing(earlier), Standing(all));
        if (before == after)
        {
            return next;
        }

        var withdrawn = before is null ? next : Withdraw(next, about, before);
        var precedent = PrecedentOf(about, after!, all);
        return Weigh(withdrawn, about, after!, 1).With(next.Find(precedent.Id) is { } known
            ? precedent with { Helpful = known.Helpful, Harmful = known.Harmful }
            : precedent);
    }

    /// <summary>Why an event teaches nothing, in words for the run's report; null where it labels a case.</summary>
    public static string? WhySetAside(LabelledEvent entry) =>
        SignalTrust.WhyNotALabel(entry.Entry.Event)
        ?? (entry.Case is null ? "there is no such case, or it is not said which of its claims is meant"
            : Verdict.Of(entry.Entry, entry.Case) is null ? "it gives no verdict that this case could have"
            : null);

    private static ImmutableArray<Verdict> Verdicts(ImmutableArray<LedgerEntry> entries, LabelledCase about) =>
    [
        .. entries
            .Where(entry => (entry.Event.Claim is not { } claim || claim == about.Claim) && SignalTrust.WhyNotALabel(entry.Event) is null)
            .Select(entry => Verdict.Of(entry, about))
            .OfType<Verdict>(),
    ];

    private static Verdict? Standing(ImmutableArray<Verdict> verdicts) =>
        verdicts.LastOrDefault(verdict => verdict.Audited) ?? verdicts.LastOrDefault();

    private static LearnerState Withdraw(LearnerState state, LabelledCase about, Verdict verdict) =>
        Weigh(state, about, verdict, -1).Without(about.Decision, about.Claim);

    /// <summary>Credits the cited items and the segment with what a person said of the ruling that rested on them, or takes that back.</summary>
    private static LearnerState Weigh(LearnerState state, LabelledCase about, Verdict verdict, int sign)
    {
        foreach (var id in about.Items.Distinct())
        {
            var agrees = state.Find(id) switch
            {
                LearnedItem.Precedent precedent => precedent.Outcome == verdict.Outcome,
                LearnedItem.Guideline guideline => guideline.Outcome == verdict.Outcome,
                _ => (bool?)null,
            };
            state = agrees is { } helped ? state.Credit(id, helped ? sign : 0, helped ? 0 : sign) : state;
        }

        // Where the policy made something else of the proposal, people judged the policy's ruling and not this segment.
        return about.Proposed == about.Ruled
            ? state.Tally(about.Segment, Agrees(about, verdict) ? sign : 0, sign)
            : state;
    }

    private static bool Agrees(LabelledCase about, Verdict verdict) =>
        about.Ruled == verdict.Outcome
        && (verdict.Outcome != Outcome.Approve || (verdict.Amount ?? about.Entitled ?? about.RuledAmount) == about.RuledAmount);

    private static LearnedItem.Precedent PrecedentOf(LabelledCase about, Verdict verdict, ImmutableArray<Verdict> all)
    {
        var basis = verdict.Outcome == Outcome.Approve ? VerdictAmount.Basis(verdict.Amount, about.Entitled, about.Paid) : null;
        return new LearnedItem.Precedent
        {
            Id = ContentHash.OfPrecedent(about, verdict.Outcome, basis),
            Facts = about.Facts,
            Outcome = verdict.Outcome,
            Basis = basis,
            Decision = about.Decision,
            Claim = about.Claim,
            Sequence = verdict.Sequence,
            Audited = verdict.Audited,
            Reviewers = [.. all.Where(each => each.SaysTheSameAs(verdict, about)).Select(each => each.By).Distinct()],
        };
    }
}
