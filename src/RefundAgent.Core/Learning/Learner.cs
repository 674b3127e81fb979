using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>
/// Folds the ledger, one row at a time, with no clock, no chance and no reading: the same ledger under the same terms gives the same head,
/// to the byte, on any machine and however it is cut into runs. A case has one label, the last that somebody with the right to say so gave
/// it; an audit beats an agent's ruling.
/// </summary>
public sealed class Learner
{
    private readonly LearnerTerms terms;
    private readonly Evidence evidence;
    private readonly SegmentTallies tallies;
    private readonly ItemCredits credits;
    private readonly Complaints complaints;
    private readonly RuleLearner rules;
    private readonly StaffWords words;
    private readonly ToneBook tone;

    private Learner(LearnerTerms terms, LearnerCheckpoint from)
    {
        this.terms = terms;
        Through = from.Through;
        evidence = new Evidence(terms.Window, from.Evidence);
        tallies = new SegmentTallies(from.Tallies);
        credits = new ItemCredits(from.Credits);
        complaints = new Complaints(from.Complaints);
        rules = new RuleLearner(terms, from.Rules);
        words = new StaffWords(from.Words);
        tone = new ToneBook(from.Tone);
    }

    /// <summary>The last ledger sequence folded in.</summary>
    public long Through { get; private set; }

    /// <summary>What rules are learned from, ascending by sequence.</summary>
    public IReadOnlyList<EvidenceCase> Cases => evidence.Cases;

    public static Learner Start(LearnerTerms terms) => new(terms, LearnerCheckpoint.Empty);

    public static Learner GoOn(LearnerTerms terms, LearnerCheckpoint from) => new(terms, from);

    /// <summary>Why an event labels no case, in words for the run's report; null where it does.</summary>
    public static string? WhySetAside(LabelledEvent entry) =>
        SignalTrust.WhyNotALabel(entry.Entry.Event)
        ?? (entry.Case is null ? "there is no such case, or it is not said which of its claims is meant"
            : Verdict.Of(entry.Entry, entry.Case) is null ? "it gives no verdict that this case could have"
            : null);

    /// <summary>The row has a place in the ledger and says nothing: it was revoked, erased or undone.</summary>
    public void Pass(long sequence) => Through = Math.Max(Through, sequence);

    /// <returns>Whether anything was learned from it.</returns>
    public bool Observe(LabelledEvent entry)
    {
        if (entry.Entry.Sequence <= Through)
        {
            return false;
        }

        Through = entry.Entry.Sequence;
        if (entry.Entry.Event is { Kind: FeedbackKind.Lesson, Lesson: { } lesson } written)
        {
            return Hear(lesson, written);
        }

        if (SignalTrust.IsStaffsWords(entry.Entry.Event))
        {
            words.Add(entry.Entry.Event);
        }

        if (entry.Case is not { } about)
        {
            return false;
        }

        if (SignalTrust.IsLateOutcome(entry.Entry.Event))
        {
            credits.Blame(about.Items);
            Judge(about, entry.Entry, agreed: false, label: null);
            return true;
        }

        if (SignalTrust.IsComplaint(entry.Entry.Event))
        {
            return about.ActedAlone && complaints.Add(about.Segment, new Complaint(about.Decision, entry.Entry.Sequence));
        }

        return SignalTrust.WhyNotALabel(entry.Entry.Event) is null && Verdict.Of(entry.Entry, about) is { } verdict && Label(about, verdict, entry.Entry);
    }

    /// <summary>Share (0 to 1) of the newest rulings judged by people in which the person saw it otherwise; null where none was.</summary>
    public double? Disagreement => tallies.Disagreement;

    /// <summary>The head's rules in their order, each with the cases that it decides.</summary>
    internal ImmutableArray<Region> Regions => Region.Of(rules.Head.Rules, evidence.Cases);

    /// <summary>What the ledger teaches, as decisions read it.</summary>
    public LearnedContext Head(HeadTerms head, ContextVersion version) =>
        new HeadComposer(head, credits, complaints)
        {
            Tone = tone.InForce(head.Quorum.Staff),
            Wordings = rules.Taught.DistinctBy(each => each.Guideline).ToImmutableDictionary(each => each.Guideline, each => each.Wording),
        }.Compose(rules.Head.Rules, evidence.Cases, tallies, Through, version);

    public LearnerCheckpoint Checkpoint() => new()
    {
        Through = Through,
        Evidence = [.. evidence.Cases],
        Tallies = [.. tallies.All],
        Credits = credits.All,
        Complaints = complaints.All,
        Rules = rules.Memory,
        Words = words.Memory,
        Tone = tone.Memory,
    };

    /// <summary>The candidates tried since this was last asked.</summary>
    public ImmutableArray<Trial> TakeTrials() => rules.TakeTrials();

    /// <summary>The changes of mind found since this was last asked.</summary>
    public ImmutableArray<MindChange> TakeChanges() => rules.TakeChanges();

    /// <summary>What no question has been answered about yet.</summary>
    internal StaffWords Words => words;

    /// <summary>All tone notes that anybody taught, whether or not so many did that it is in force.</summary>
    internal ToneBook Tone => tone;

    /// <summary>The rules that staff put into words, in the order of the ledger.</summary>
    internal ImmutableArray<TaughtRule> Taught => rules.Taught;

    /// <returns>Whether anything was learned; an answer that was heard before, or a failure, is nothing.</returns>
    private bool Hear(Lesson lesson, FeedbackEvent written)
    {
        var of = new EventKey(lesson.Of, written.By);
        if (!words.Answered(of, lesson, written.At) || lesson.Failure is not null)
        {
            return false;
        }

        foreach (var rule in lesson.Rules)
        {
            rules.Teach(rule, new LessonSource(of, lesson.Author));
        }

        return tone.Hear(lesson.Tone, written.By) || !lesson.Rules.IsEmpty;
    }

    private bool Label(LabelledCase about, Verdict verdict, LedgerEntry entry)
    {
        var label = verdict.LabelFor(about);
        var known = evidence.Find(about.Decision, about.Claim);
        if (known is { Audited: true } && !verdict.Audited)
        {
            return false;
        }

        if (known?.Label.Key == label.Key)
        {
            evidence.Strengthen(known with
            {
                Reviewers = known.Behind.Contains(verdict.By) ? known.Behind : known.Behind.Add(verdict.By),
                Audited = known.Audited || verdict.Audited,
                MustPass = known.MustPass || (entry.Event.MustPass && verdict.Audited),
            });
            return true;
        }

        Judge(about, entry, Agrees(about, verdict), label);
        if (about.IsDecidedByPolicy)
        {
            // Where a rule of the operator decides, people judge the rule: there is nothing for learning to choose.
            return true;
        }

        var fresh = EvidenceOf(about, verdict, label, entry);
        evidence.Add(fresh);
        rules.Observe(fresh, evidence, tallies);
        return true;
    }

    private void Judge(LabelledCase about, LedgerEntry entry, bool agreed, VerdictLabel? label)
    {
        // Where the policy made something else of the proposal, people judged the policy's ruling and not this segment.
        if (about.Proposed != about.Ruled)
        {
            return;
        }

        var judged = new JudgedRuling(
            about.Decision, about.Claim, entry.Sequence, agreed, entry.Event.By, label, about.RuledAmount?.MinorUnits ?? 0);
        if (tallies.Put(about.Segment, judged) is { Said: not null } before)
        {
            credits.Judged(about.Items, before.Agreed, -1);
        }

        if (label is not null)
        {
            credits.Judged(about.Items, agreed, 1);
        }
    }

    private static bool Agrees(LabelledCase about, Verdict verdict) =>
        about.Ruled == verdict.Outcome
        && (verdict.Outcome != Outcome.Approve || (verdict.Amount ?? about.Entitled ?? about.RuledAmount) == about.RuledAmount);

    private static EvidenceCase EvidenceOf(LabelledCase about, Verdict verdict, VerdictLabel label, LedgerEntry entry) => new()
    {
        Facts = about.Facts,
        Label = label,
        Reviewer = verdict.By,
        Reviewers = [verdict.By],
        Sequence = verdict.Sequence,
        Fold = about.Fold,
        Customer = about.Customer,
        Paid = about.Paid,
        Entitled = about.Entitled,
        MustPass = entry.Event.MustPass && verdict.Audited,
        Audited = verdict.Audited,
        Decision = about.Decision,
        Claim = about.Claim,
        Segment = about.Segment,
    };
}
