using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Holds the claims of one message against each other: said twice counts once, and said both ways is a doubt.</summary>
internal static class Consistency
{
    public static ImmutableArray<ClaimReading> Settle(List<(Draft Draft, ClaimReading Claim)> claims, List<Draft> refused)
    {
        var settled = new List<ClaimReading>();
        var first = claims.Find(entry => entry.Claim.IsAboutMoney).Draft?.Sentence;
        foreach (var (draft, claim) in claims)
        {
            if (settled.Exists(earlier => Repeats(claim, earlier)))
            {
                continue;
            }

            var now = claim;
            if (claim.IsAboutMoney && IsDenied(draft, claim, refused))
            {
                now = Doubted(now, DoubtKind.WhichRequest);
            }

            if (draft.Wish.IsEveryOrder && draft.Sentence != first)
            {
                now = Doubted(now, DoubtKind.WhichRequest);
            }

            settled.Add(now);
        }

        var isLoose = claims.Exists(entry => entry.Claim.IsAboutMoney && IsLoose(entry.Draft, entry.Claim));
        return [.. settled.Select(claim => claim.IsAboutMoney
            && ((isLoose && claim.Order is not null) || settled.Exists(other => Contradicts(claim, other)))
            ? Doubted(claim, DoubtKind.WhichRequest)
            : claim)];
    }

    public static ClaimReading Doubted(ClaimReading claim, DoubtKind kind, string? about = null) =>
        claim.Doubts.Any(doubt => doubt.Kind == kind) ? claim : claim with { Doubts = claim.Doubts.Add(new Doubt(kind, about ?? claim.Span)) };

    /// <summary>A doubtful "refund it …" that could not be tied to anything may be about any of the other claims.</summary>
    private static bool IsLoose(Draft draft, ClaimReading claim) => claim.Order is null && !claim.IsCertain
        && draft.Wish is { Items.Count: 0, Orders.Count: 0, UnknownOrders.Count: 0 } && (draft.Action == Concept.Refund || draft.Wish.PointsBack);

    private static bool Repeats(ClaimReading claim, ClaimReading earlier) =>
        claim.Request == earlier.Request && claim.Order == earlier.Order && claim.Order is not null && claim.WholeOrder == earlier.WholeOrder
        && claim.Items.OrderBy(item => item.Value, StringComparer.Ordinal).SequenceEqual(earlier.Items.OrderBy(item => item.Value, StringComparer.Ordinal))
        && (claim.IsCertain || !earlier.IsCertain);

    /// <summary>Two claims on the same goods cannot both be met: paid back and exchanged, called off and changed, one unit twice.</summary>
    private static bool Contradicts(ClaimReading claim, ClaimReading other) =>
        !ReferenceEquals(claim, other) && claim.Order is not null && claim.Order == other.Order && other.Request switch
        {
            RequestKind.Exchange or RequestKind.ChangeItems => Overlap(claim, other),
            RequestKind.ChangeAddress or RequestKind.ChangePayment => claim.Request == RequestKind.Cancel,
            RequestKind.Return or RequestKind.Cancel or RequestKind.Refund => !IsExtra(claim) && !IsExtra(other) && Overlap(claim, other),
            _ => false,
        };

    /// <summary>A compensation comes on top of a return.</summary>
    private static bool IsExtra(ClaimReading claim) => claim.Doubts.Any(doubt => doubt.Kind == DoubtKind.HowMuch);

    private static bool Overlap(ClaimReading claim, ClaimReading other) =>
        claim.WholeOrder || other.WholeOrder || claim.Items.Any(other.Items.Contains) || other.Items.IsEmpty;

    private static bool IsDenied(Draft draft, ClaimReading claim, List<Draft> refused) => refused.Exists(denial =>
        (denial.Wish.Items.Exists(item => item.Naming.Lines.Any(line => line.Order.Id == claim.Order && (claim.WholeOrder || claim.Items.Contains(line.Item.Id))))
            && !draft.Wish.Excepted.Exists(kept => denial.Wish.Items.Exists(item => item.Naming.Lines.Any(kept.Naming.Lines.Contains))))
        || denial.Wish.Orders.Exists(order => order == claim.Order)
        || (denial.Action is var action && (action == draft.Action || action == Concept.Refund) && denial.Wish.SaysNothing)
        || (denial.Action == Concept.Keep && denial.Wish.PointsBack && denial.Wish.Items.Count == 0)
        || (denial.Action == draft.Action && denial.Wish.IsWhole));
}
