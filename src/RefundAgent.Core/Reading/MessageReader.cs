using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>
/// The built-in reader: a small vocabulary, a small grammar of requests and the customer's own orders. It only claims to understand
/// what it read to the end; wherever words are left over, it says which doubt they raise, because a wrong refund costs more than a question.
/// </summary>
public sealed class MessageReader : IMessageReader
{
    /// <summary>Each claim is decided and written down by itself: "all my orders" of a customer with hundreds is for a person.</summary>
    private const int MostClaims = 40;

    /// <inheritdoc />
    public ImmutableArray<ClaimReading> Read(string text, OrderId? named, ImmutableArray<Order> orders)
    {
        var lexemes = new Annotator(text, new Catalogue(orders), new OrderNumbers(orders)).Annotate();
        var sentences = Sentence.Split(text, lexemes);
        var drafting = Drafting.Read(sentences);
        Reconsiderations.Apply(sentences, drafting);
        Grounds.Settle(sentences, drafting.Drafts);
        var resolver = new Resolver(named, orders);
        var claims = drafting.Drafts.SelectMany(draft => resolver.Resolve(draft).Select(claim => (draft, claim))).ToList();
        var settled = Consistency.Settle(claims, drafting.Refused);
        var complete = settled.AddRange(Remainder.Read(sentences, drafting, settled, named, orders));
        return Steering.Find(text) is { } sign ? Doubted(complete, DoubtKind.Manipulation, sign)
            : drafting.IsFlooded || complete.Length > MostClaims ? Doubted(complete, DoubtKind.Manipulation, "more requests than one message holds")
            : complete;
    }

    private static ImmutableArray<ClaimReading> Doubted(ImmutableArray<ClaimReading> claims, DoubtKind kind, string about) =>
        [.. claims.Take(MostClaims).Select(claim => Consistency.Doubted(claim, kind, about))];
}
