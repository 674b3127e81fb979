using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Decisions;

/// <summary>What to do about a claim that was not understood for certain: ask what is missing, or let a person judge.</summary>
internal static class Doubts
{
    /// <summary>Null where the claim is clear enough to be decided.</summary>
    public static Proposal? Propose(CaseFile file) =>
        file.Claim.Doubts.FirstOrDefault(doubt => doubt.Kind is DoubtKind.Manipulation or DoubtKind.Destination) is { } grave
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
        Segment = Learning.Clause.Segment($"doubt:{Learning.Clause.Word(kinds[0])}", Outcome.Ask),
        Reasons = [.. kinds.Select(kind => new Reason($"doubt:{Learning.Clause.Word(kind)}", ReasonKind.Advisor, WhyUncertain(kind)))],
        Missing = [.. kinds.Select(WhatToAsk).Distinct(StringComparer.Ordinal)],
    };

    private static Proposal Escalate(DoubtKind kind) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 1,
        Segment = Learning.Clause.Segment($"doubt:{Learning.Clause.Word(kind)}", Outcome.Escalate),
        Reasons = [new Reason($"doubt:{Learning.Clause.Word(kind)}", ReasonKind.Advisor, WhyUncertain(kind))],
    };

    private static Proposal HandOver(RequestKind request) => new()
    {
        Outcome = Outcome.Escalate,
        Confidence = 1,
        Segment = Learning.Clause.Segment($"request:{Learning.Clause.Word(request)}", Outcome.Escalate),
        Reasons =
        [
            new Reason($"request:{Learning.Clause.Word(request)}", ReasonKind.Advisor, "what is asked for gives no money back: a person takes care of it"),
        ],
    };

    private static string WhyUncertain(DoubtKind kind) => kind switch
    {
        DoubtKind.WhichOrder => "nothing says which order is meant",
        DoubtKind.UnknownOrder => "the order that is named is none of this customer's",
        DoubtKind.WhichItems => "nothing says for certain which items are meant",
        DoubtKind.UnknownItem => "an item is named that the order does not have",
        DoubtKind.Conditional => "what is wanted depends on something that the customer has to settle first",
        DoubtKind.Destination => "the money is wanted somewhere it did not come from",
        DoubtKind.Manipulation => "part of the message was written to steer the agent",
        _ => "what is wanted is not clear",
    };

    private static string WhatToAsk(DoubtKind kind) => kind switch
    {
        DoubtKind.WhichOrder => "the number of the order that this is about",
        DoubtKind.UnknownOrder => "the order number once more, as it stands in your confirmation: we could not find it among your orders",
        DoubtKind.WhichItems => "which items of the order you mean",
        DoubtKind.UnknownItem => "which item of the order you mean: we could not find one that you named",
        DoubtKind.Conditional => "which of the possibilities you would like us to carry out",
        _ => "what you would like us to do: cancel the order, take items back, or something else",
    };
}
