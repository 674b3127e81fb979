using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;

namespace RefundAgent.Reading;

/// <summary>
/// Makes one reading of the built-in reader's and an advisor's. Two that agree confirm each other; where the built-in reader is certain, its
/// reading stands and the difference is noted; where it is in doubt, the advisor's takes its place as one that nobody has confirmed.
/// </summary>
public static partial class SettledReading
{
    /// <summary>What nobody but a person may wave through, whoever reads it differently.</summary>
    private static readonly ImmutableArray<DoubtKind> Grave = [DoubtKind.Manipulation, DoubtKind.Destination, DoubtKind.HowMuch];

    /// <param name="read">By the built-in reader.</param>
    /// <param name="counselled">By the advisor; empty where it was not asked or has nothing to say.</param>
    /// <param name="decision">The decision being made.</param>
    /// <param name="orders">The customer's own.</param>
    public static ImmutableArray<SettledClaim> Of(
        ImmutableArray<ReadClaim> read, ImmutableArray<CounselledClaim> counselled, DecisionId decision, ImmutableArray<Order> orders)
    {
        if (counselled.IsEmpty)
        {
            return [.. read.Select(claim => new SettledClaim(claim, null))];
        }

        var left = counselled.ToList();
        var paired = read.Select(claim => (Claim: claim, Twin: TakeTwin(claim.Reading, left, orders))).ToList();
        PairWhatIsOnlyCutOtherwise(paired, left, orders);
        var grave = read.SelectMany(claim => claim.Reading.Doubts).Where(doubt => Grave.Contains(doubt.Kind)).DistinctBy(doubt => doubt.Kind).ToImmutableArray();
        var kept = paired.Where(each => each.Twin is not null || left.Count == 0 || StandsAlone(each.Claim.Reading))
            .Select(each => new Settled(Kept(each.Claim.Reading, each.Twin), each.Claim.Origin, each.Twin));
        var added = left.Select(each => new Settled(each.Reading with { Readers = Readers.Model, Doubts = grave }, each.Answers, each));
        return Numbered(kept.Concat(added), decision);
    }

    /// <summary>The advisor's words with their slots renamed as the claims came to be; null where it did not speak of every claim and of no other.</summary>
    public static string? FrameFor(ImmutableArray<SettledClaim> claims, Counsel counsel)
    {
        var places = claims.Select(claim => claim.Advice is { } advice ? counsel.Claims.IndexOf(advice) : -1).ToImmutableArray();
        return counsel.ReplyFrame is { } frame && places.Length == counsel.Claims.Length && places.Distinct().Count() == places.Length && !places.Contains(-1)
            ? Slot.Replace(frame, slot => places.IndexOf(int.Parse(slot.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1) is var place and >= 0
                ? $"{{{claims[place].Claim.Id}}}"
                : slot.Value)
            : null;
    }

    [GeneratedRegex(@"\{c([1-9][0-9]?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Slot { get; }

    /// <summary>What the built-in reader is certain of is never given up for another reading.</summary>
    private static bool StandsAlone(ClaimReading reading) => reading.IsCertain && reading.Request != RequestKind.Unclear;

    private static ClaimReading Kept(ClaimReading reading, CounselledClaim? twin) =>
        twin is not null ? reading with { Readers = Readers.Both }
        : StandsAlone(reading) && reading.IsAboutMoney ? reading with { Readers = Readers.Differ }
        : reading;

    private static CounselledClaim? TakeTwin(ClaimReading reading, List<CounselledClaim> left, ImmutableArray<Order> orders)
    {
        var twin = reading.IsCertain ? left.Find(each => IsSame(reading, each.Reading, orders)) : null;
        if (twin is not null)
        {
            left.Remove(twin);
        }

        return twin;
    }

    /// <summary>"The lamp and the shade" is one claim to one reader and two to the other; what is asked for is the same.</summary>
    private static void PairWhatIsOnlyCutOtherwise(
        List<(ReadClaim Claim, CounselledClaim? Twin)> paired, List<CounselledClaim> left, ImmutableArray<Order> orders)
    {
        var single = paired.Index().Where(each => each.Item is { Twin: null, Claim.Reading: { IsCertain: true, IsAboutMoney: true } });
        foreach (var mine in single.GroupBy(each => (each.Item.Claim.Reading.Request, each.Item.Claim.Reading.Order)).ToList())
        {
            var theirs = left.Where(each => (each.Reading.Request, each.Reading.Order) == mine.Key).ToList();
            if (theirs.Count > 0 && UnitsOf(mine.Select(each => each.Item.Claim.Reading)).SequenceEqual(UnitsOf(theirs.Select(each => each.Reading))))
            {
                foreach (var (place, (claim, _)) in mine)
                {
                    paired[place] = (claim, theirs.MaxBy(each => Units(each.Reading, orders).Intersect(Units(claim.Reading, orders)).Count()));
                }

                left.RemoveAll(theirs.Contains);
            }
        }

        IEnumerable<ItemId> UnitsOf(IEnumerable<ClaimReading> claims) =>
            claims.SelectMany(claim => Units(claim, orders)).OrderBy(item => item.Value, StringComparer.Ordinal);
    }

    private static bool IsSame(ClaimReading one, ClaimReading other, ImmutableArray<Order> orders) =>
        one.Request == other.Request
        && one.Order == other.Order
        && (!one.IsAboutMoney || Units(one, orders).SequenceEqual(Units(other, orders)));

    /// <summary>"All of it" and all of its items by name are the same wish; none at all is another one.</summary>
    private static IEnumerable<ItemId> Units(ClaimReading claim, ImmutableArray<Order> orders) =>
        (claim.WholeOrder || (claim.Request == RequestKind.Cancel && claim.Items.IsEmpty)
            ? orders.Where(order => order.Id == claim.Order).SelectMany(order => order.Items).SelectMany(item => Enumerable.Repeat(item.Id, Math.Max(0, item.Quantity)))
            : claim.Items)
        .OrderBy(item => item.Value, StringComparer.Ordinal);

    /// <summary>
    /// In their new order; a request that answers no question of ours was first made here, and so was a second answer to the same one: the keys of
    /// refunds derive from origins.
    /// </summary>
    private static ImmutableArray<SettledClaim> Numbered(IEnumerable<Settled> claims, DecisionId decision)
    {
        var taken = new HashSet<ClaimOrigin>();
        return
        [
            .. claims.Select((each, index) =>
            {
                var id = new ClaimId($"c{index + 1}");
                var origin = each.Origin is { } earlier && earlier.Decision != decision && taken.Add(earlier) ? earlier : new ClaimOrigin(decision, id);
                return new SettledClaim(new ReadClaim(id, each.Reading, origin), each.Advice);
            }),
        ];
    }

    /// <param name="Origin">Of the question that it answers, or its place in the built-in reading; null for what only the advisor sees.</param>
    private sealed record Settled(ClaimReading Reading, ClaimOrigin? Origin, CounselledClaim? Advice);
}

/// <param name="Claim">As it is to be decided.</param>
/// <param name="Advice">The advisor's part in it; null where the built-in reader alone has it so.</param>
public sealed record SettledClaim(ReadClaim Claim, CounselledClaim? Advice);
