using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning.Induction;
using RefundAgent.Policies;
using RefundAgent.Proposals;

namespace RefundAgent.Learning;

/// <summary>Writes down what was learned in the form that decisions read: guidelines in their order, precedents, and what each segment has earned.</summary>
internal sealed class HeadComposer(HeadTerms terms, ItemCredits credits, Complaints complaints)
{
    /// <summary>How answers are to sound.</summary>
    public ImmutableArray<LearnedItem.ToneNote> Tone { get; init; } = [];

    /// <summary>By the guideline that says the same.</summary>
    public ImmutableDictionary<LearnedItemId, Wording> Wordings { get; init; } = ImmutableDictionary<LearnedItemId, Wording>.Empty;

    public LearnedContext Compose(
        RuleList rules, IReadOnlyList<EvidenceCase> cases, SegmentTallies tallies, long through, ContextVersion version)
    {
        var regions = Region.Of(rules, cases);
        ImmutableArray<LearnedItem.Guideline> guidelines = [.. regions.Select(GuidelineOf)];
        return new LearnedContext
        {
            Version = version,
            Through = through,
            Items =
            [
                .. guidelines.Concat<LearnedItem>(Tone).Concat(PrecedentsOf(cases, LearnedContext.MostItems - guidelines.Length - Tone.Length))
                    .OrderBy(item => item.Id.Value, StringComparer.Ordinal),
            ],
            Segments = SegmentsOf(guidelines, tallies),
            Proposals = [.. ProposalsOf(regions), .. OverruledRules.Of(terms, tallies)],
        };
    }

    private LearnedItem.Guideline GuidelineOf(Region region, int place)
    {
        var label = region.Rule.Label;
        var allowed = IsAllowed(label.Outcome);
        var (outcome, basis) = allowed ? (label.Outcome, label.Basis) : (Outcome.Escalate, null);
        var id = ContentHash.OfGuideline(region.Rule.Holding(), outcome, basis);
        return new LearnedItem.Guideline
        {
            Id = id,
            When = region.Rule.Holding(),
            WhenNot = region.Rule.Excepting(),
            Outcome = outcome,
            Basis = basis,
            Place = place,
            Disputed = region.IsDisputed,
            Helpful = region.Agreed,
            Harmful = region.Cases.Length - region.Agreed + credits.Of(id).Late,
            Reviewers = region.Reviewers,
            Customers = region.Customers,
            Policy = terms.Policy.Version,
            Wording = Wordings.GetValueOrDefault(id),
        };
    }

    /// <summary>Handing over and asking never need permission; what else may be learned, the policy's discretion says.</summary>
    private bool IsAllowed(Outcome outcome) =>
        outcome is Outcome.Escalate or Outcome.Ask || terms.Policy.Discretion?.Outcomes.Contains(outcome) == true;

    private IEnumerable<LearnedItem.Precedent> PrecedentsOf(IReadOnlyList<EvidenceCase> cases, int most) =>
        terms.Without.HasFlag(Ablation.Precedents) ? [] : cases.Skip(Math.Max(0, cases.Count - most)).Select(about => PrecedentOf(about));

    private LearnedItem.Precedent PrecedentOf(EvidenceCase about)
    {
        var id = ContentHash.OfPrecedent(about);
        var credit = credits.Of(id);
        return new LearnedItem.Precedent
        {
            Id = id,
            Facts = about.Facts,
            Outcome = about.Label.Outcome,
            Basis = about.Label.Basis,
            Decision = about.Decision,
            Claim = about.Claim,
            Sequence = about.Sequence,
            Audited = about.Audited,
            Reviewers = about.Behind,
            Helpful = credit.Helpful,
            Harmful = credit.Harmful + credit.Late,
        };
    }

    private ImmutableSortedDictionary<string, SegmentTally> SegmentsOf(ImmutableArray<LearnedItem.Guideline> guidelines, SegmentTallies tallies)
    {
        // Guidelines that differ in their numbers or amounts share a segment: none acts on the word of those behind another.
        var acting = guidelines.Where(each => !each.Disputed).GroupBy(each => each.Segment, StringComparer.Ordinal)
            .Where(same => same.All(MayAct)).Select(same => same.Key).ToImmutableHashSet(StringComparer.Ordinal);
        var auto = terms.Policy.Rules.Where(rule => rule.Handling == Handling.Auto).Select(Clause.Segment).ToImmutableHashSet(StringComparer.Ordinal);
        return tallies.All
            .Select(each => (Segment: each.Key, Judged: Counting(each.Key, each.Value)))
            .Where(each => !each.Judged.IsEmpty)
            .ToImmutableSortedDictionary(
                each => each.Segment,
                each => SegmentStanding.Of(
                    each.Judged, Acts(each.Segment, each.Judged, acting), terms.Policy.Autonomy, auto.Contains(each.Segment), complaints.Of(each.Segment, each.Judged[0].Sequence)) with
                {
                    CountedAfter = terms.DemotedAfter.GetValueOrDefault(each.Segment),
                },
                StringComparer.Ordinal);
    }

    private ImmutableArray<JudgedRuling> Counting(string segment, ImmutableArray<JudgedRuling> judged) =>
        terms.DemotedAfter.TryGetValue(segment, out var demoted) ? [.. judged.Where(each => each.Sequence > demoted)] : judged;

    private bool MayAct(LearnedItem.Guideline item) =>
        item is { Disputed: false, Outcome: Outcome.Approve or Outcome.Deny }
        && (terms.Without.HasFlag(Ablation.Quorum) || (item.Reviewers.Length >= terms.Quorum.Staff && item.Customers >= terms.Quorum.Customers));

    /// <summary>What a model alone understood rests on the clause that it was decided by as well.</summary>
    private bool Acts(string segment, ImmutableArray<JudgedRuling> judged, ImmutableHashSet<string> acting) =>
        Clause.IsReadByModel(segment)
            ? IsVouched(judged) && Acts(Clause.Decided(segment), judged, acting)
            : acting.Contains(segment) || (SpeaksForItself(segment) && IsVouched(judged));

    /// <summary>A rule of the operator, or a model's own judgement, is nothing that was learned from cases: it needs people who agree with it.</summary>
    private static bool SpeaksForItself(string segment) =>
        Clause.IsOfPolicy(segment) || Clause.IsAdvisedByModel(segment);

    private bool IsVouched(ImmutableArray<JudgedRuling> judged) => judged.Select(each => each.By).Distinct().Count() >= terms.Quorum.Staff;

    /// <summary>What people rule in cases where the policy lets nothing be learned: the guideline hands such cases over, and a person is asked.</summary>
    private IEnumerable<PolicyProposal> ProposalsOf(ImmutableArray<Region> regions) =>
        from region in regions
        where !IsAllowed(region.Rule.Label.Outcome) && region.Reviewers.Length >= terms.Quorum.Staff && region.Customers >= terms.Quorum.Customers
            && Autonomy.WilsonLowerBound(region.Agreed, region.Cases.Length) >= OverruledRules.Convincing
        select new PolicyProposal
        {
            Id = ContentHash.OfProposal(PolicyProposalKind.WiderDiscretion, region.Rule.Holding(), region.Rule.Label),
            Kind = PolicyProposalKind.WiderDiscretion,
            When = region.Rule.Holding(),
            WhenNot = region.Rule.Excepting(),
            Outcome = region.Rule.Label.Outcome,
            Basis = region.Rule.Label.Basis,
            Cases = region.Cases.Length,
            Agreed = region.Agreed,
            Reviewers = region.Reviewers,
        };
}
