using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Adapters.Model;

/// <summary>One claim of an answer against what the model was shown: the message, this customer's orders, the ids to be cited.</summary>
/// <param name="prompt">What was shown.</param>
/// <param name="claim">As answered.</param>
/// <param name="at">Its place in the answer.</param>
internal sealed class ClaimCheck(CasePrompt prompt, AnsweredClaim claim, string at)
{
    private const int MaxCites = 20;
    private const int MaxQuote = 2_000;

    private readonly Order? order = claim.OrderId is { } id ? prompt.Orders.FirstOrDefault(each => each.Id.Value == id) : null;

    private bool IsAboutMoney => claim.Request is RequestKind.Return or RequestKind.Cancel or RequestKind.Refund;

    public IEnumerable<string> Faults() => [.. ReadingFaults(), .. CiteFaults(), .. AdviceFaults()];

    /// <summary>Call only without <see cref="Faults"/>.</summary>
    public CounselledClaim ToClaim(Reason signature) => new(ToReading(), ToProposal(signature), ToOrigin());

    private IEnumerable<string> ReadingFaults()
    {
        if (claim.Quote.Length > MaxQuote || !prompt.IsQuote(claim.Quote))
        {
            yield return $"{at}.quote: must be words of the message, exactly as they stand there";
        }

        if (claim.Answers is { } answered && prompt.Open.All(open => open.Id.Value != answered))
        {
            yield return $"{at}.answers: is no open question";
        }

        if (claim.OrderId is not null && order is null)
        {
            yield return $"{at}.orderId: is no order of this customer";
        }

        if (claim.Reason is { } reason && !ClaimReason.IsCanonical(reason))
        {
            yield return $"{at}.reason: is none of the known reasons";
        }

        if (claim.WholeOrder && !claim.Items.IsEmpty)
        {
            yield return $"{at}.items: must be empty where the whole order is asked for";
        }

        foreach (var fault in order is null && !claim.Items.IsEmpty
            ? [$"{at}.items: name the order that they are in"]
            : UnitFaults(claim.Items, Bought(), $"{at}.items", "is no item of this order"))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> CiteFaults()
    {
        if (claim.Cites.Length > MaxCites)
        {
            yield return $"{at}.cites: at most {MaxCites} ids";
        }

        for (var index = 0; index < Math.Min(claim.Cites.Length, MaxCites); index++)
        {
            if (claim.Cites[index] is not { } id || !prompt.Citable.Contains(id))
            {
                yield return $"{at}.cites[{index}]: is none of the ids that were shown";
            }
        }

        if (claim.Outcome is Outcome.Approve or Outcome.Deny && claim.Cites.IsEmpty)
        {
            yield return $"{at}.cites: an approval or a denial must rest on at least one id that was shown";
        }
    }

    private IEnumerable<string> AdviceFaults()
    {
        if (claim.Confidence is not (>= 0 and <= 1))
        {
            yield return $"{at}.confidence: must be from 0 to 1";
        }

        if (claim.Outcome == Outcome.Ask && claim.Missing.IsEmpty)
        {
            yield return $"{at}.missing: say what the customer must add";
        }

        foreach (var fault in claim.Outcome == Outcome.Approve ? ApprovalFaults() : [])
        {
            yield return fault;
        }
    }

    private IEnumerable<string> ApprovalFaults() => (order, claim.Basis) switch
    {
        (null, _) => [$"{at}.outcome: nothing can be approved without an order"],
        _ when !IsAboutMoney => [$"{at}.outcome: only a return, a cancellation or a refund can be approved"],
        (_, { Relation: BasisRelation.ShareOfPaid, Share: not (> 0 and <= 1) }) => [$"{at}.basis.share: must be above 0 and at most 1"],
        (_, { Relation: BasisRelation.Items, Items.IsEmpty: true }) => [$"{at}.basis.items: name at least one item"],
        (_, { Relation: BasisRelation.Items, Items: var items }) => UnitFaults(items, Asked(), $"{at}.basis.items", "is not among the items asked for"),
        _ => [],
    };

    private static IEnumerable<string> UnitFaults(ImmutableArray<string> units, Dictionary<string, int> left, string at, string unknown)
    {
        for (var index = 0; index < units.Length; index++)
        {
            if (units[index] is not { } id || !left.TryGetValue(id, out var count))
            {
                yield return $"{at}[{index}]: {unknown}";
            }
            else if (count == 0)
            {
                yield return $"{at}[{index}]: one unit too many";
            }
            else
            {
                left[id] = count - 1;
            }
        }
    }

    private Dictionary<string, int> Bought() => (order?.Items ?? [])
        .GroupBy(line => line.Id.Value, StringComparer.Ordinal)
        .ToDictionary(line => line.Key, line => line.Sum(each => Math.Max(0, each.Quantity)), StringComparer.Ordinal);

    private Dictionary<string, int> Asked() => claim.Items.IsEmpty
        ? Bought()
        : claim.Items.CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private ClaimReading ToReading() => new()
    {
        Request = claim.Request,
        Order = order?.Id,
        Items = [.. claim.Items.Select(ItemId.From)],
        WholeOrder = claim.WholeOrder && order is not null,
        Reason = claim.Reason,
        Requested = prompt.SumIn(claim.Quote),
        Span = claim.Quote,
    };

    private ClaimOrigin? ToOrigin() => prompt.Open.FirstOrDefault(open => open.Id.Value == claim.Answers)?.Origin;

    private Proposal ToProposal(Reason signature)
    {
        var cites = claim.Cites.Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new Proposal
        {
            Outcome = claim.Outcome,
            Basis = claim.Outcome == Outcome.Approve ? ToBasis(claim.Basis) : new AmountBasis.Entitled(),
            Confidence = claim.Confidence,
            Reasons = [.. cites.Select(prompt.Citable.ReasonFor), signature],
            Items = [.. cites.Select(prompt.Citable.ItemFor).OfType<LearnedItem>().Select(item => item.Id)],
            Segment = ModelSegment.Of(prompt.Model, claim.Outcome, cites.Select(id => (prompt.Citable.ReasonFor(id), prompt.Citable.ItemFor(id)))),
        }.AskedFor(claim.Outcome == Outcome.Ask ? claim.Missing : []);
    }

    private static AmountBasis ToBasis(AnswerBasis basis) => basis.Relation switch
    {
        BasisRelation.ShareOfPaid => new AmountBasis.ShareOfPaid(basis.Share!.Value),
        BasisRelation.Items => new AmountBasis.ForItems([.. basis.Items.Select(ItemId.From)]),
        _ => new AmountBasis.Entitled(),
    };
}
