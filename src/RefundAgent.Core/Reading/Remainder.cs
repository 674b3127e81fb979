using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>What a message asks for beside actions: to know something, to speak with a person, or something that was not understood.</summary>
internal static class Remainder
{
    public static IEnumerable<ClaimReading> Read(
        List<Sentence> sentences, Drafting drafting, ImmutableArray<ClaimReading> claims, OrderId? named, ImmutableArray<Order> orders)
    {
        var rest = sentences.Where(sentence => !drafting.Drafts.Exists(draft => draft.Sentence == sentence)).ToList();
        if (rest.Find(sentence => sentence.Has(Concept.Human) && !sentence.Has(Concept.If)) is { } human)
        {
            yield return Of(RequestKind.Human, human.Span, named, orders);
        }

        if (rest.Find(IsQuestion) is { } question)
        {
            yield return Of(RequestKind.Information, question.Span, OrderIn(question) ?? named, orders);
        }
        else if (claims.IsEmpty)
        {
            var span = sentences.Count > 0 ? sentences[0].Span : string.Empty;
            yield return Of(RequestKind.Unclear, span, named, orders) with { Doubts = [new Doubt(DoubtKind.WhichRequest, span)] };
        }
    }

    private static bool IsQuestion(Sentence sentence) =>
        sentence.Has(Concept.Know) && (sentence.IsQuestion || sentence.Has(Concept.Want) || sentence.Has(Concept.CanYou) || sentence.Has(Concept.Please)
            || sentence.At(sentence.First) == Concept.Know);

    private static OrderId? OrderIn(Sentence sentence) => sentence.Lexemes.FirstOrDefault(lexeme => lexeme.Order is not null)?.Order;

    private static ClaimReading Of(RequestKind request, string span, OrderId? order, ImmutableArray<Order> orders) => new()
    {
        Request = request,
        Order = orders.Any(own => own.Id == order) ? order : null,
        Reason = Reasons.Find(span),
        Span = span,
    };
}
