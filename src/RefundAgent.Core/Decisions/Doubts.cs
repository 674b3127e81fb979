using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Replies;

namespace RefundAgent.Decisions;

/// <summary>What to do about a claim that was not understood for certain: ask what is missing, or let a person judge.</summary>
internal static class Doubts
{
    /// <summary>Null where the claim is clear enough to be decided.</summary>
    public static Proposal? Propose(CaseFile file) =>
        file.Claim.Doubts.FirstOrDefault(doubt => doubt.Kind is DoubtKind.Manipulation or DoubtKind.Destination or DoubtKind.HowMuch) is { } grave
            ? Escalate(grave.Kind)
        : !file.Claim.IsCertain ? Ask([.. file.Claim.Doubts.Select(doubt => doubt.Kind).Distinct()])
        : file.Claim.Request == RequestKind.Unclear ? Ask([DoubtKind.WhichRequest])
        : !file.Claim.IsAboutMoney ? HandOver(file.Claim.Request)
        : file.Order is null ? Ask([DoubtKind.WhichOrder])
        : null;

    private static Proposal Ask(ImmutableArray<DoubtKind> kinds) => new()
    {
        Outcome = Outcome.Ask,
        Confidence = 1,
        Segment = Clause.Segment($"doubt:{Clause.Word(kinds[0])}", Outcome.Ask),
        Reasons = [.. kinds.Select(kind => new Reason($"doubt:{Clause.Word(kind)}", ReasonKind.Advisor, DoubtQuestions.ForStaff(Unquoted(kind))))],
        Missing = [.. QuestionsOf(kinds).Select(question => question.InEnglish())],
        Questions = QuestionsOf(kinds),
    };

    private static ImmutableArray<Phrase> QuestionsOf(ImmutableArray<DoubtKind> kinds) =>
        [.. kinds.Select(kind => DoubtQuestions.For(Unquoted(kind))).OfType<Phrase>()];

    private static Proposal Escalate(DoubtKind kind) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 1,
        Segment = Clause.Segment($"doubt:{Clause.Word(kind)}", Outcome.Escalate),
        Reasons = [new Reason($"doubt:{Clause.Word(kind)}", ReasonKind.Advisor, DoubtQuestions.ForStaff(Unquoted(kind)))],
    };

    private static Proposal HandOver(RequestKind request) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 1,
        Segment = Clause.Segment($"request:{Clause.Word(request)}", Outcome.Escalate),
        Reasons =
        [
            new Reason($"request:{Clause.Word(request)}", ReasonKind.Advisor, "what is asked for gives no money back: a person takes care of it"),
        ],
    };

    /// <summary>A proposal is shown in many places; the customer's words stand with the ruling, where they are quoted on purpose.</summary>
    private static Doubt Unquoted(DoubtKind kind) => new(kind, "");
}
