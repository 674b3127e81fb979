using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Holds an answer against the case: a proposal if everything in it is real, else every fault with its place. The faults never repeat
/// the answer's words, because they end up in a record.
/// </summary>
internal sealed class AnswerCheck(CaseFile file, Citable citable, Reason signature)
{
    private const int MaxCites = 20;
    private const int MaxMissing = 5;
    private const int MaxMissingLength = 500;
    private const int MaxReplyLength = 4_000;

    public (Proposal? Proposal, ImmutableArray<string> Faults) Check(string text)
    {
        var (answer, fault) = ModelAnswer.Parse(text);
        if (answer is null)
        {
            return (null, [fault!]);
        }

        ImmutableArray<string> faults = [.. CiteFaults(answer), .. AmountFaults(answer), .. WordFaults(answer)];
        return faults.IsEmpty ? (ToProposal(answer), faults) : (null, faults);
    }

    private IEnumerable<string> CiteFaults(ModelAnswer answer)
    {
        if (answer.Cites.Length > MaxCites)
        {
            yield return $"$.cites: at most {MaxCites} ids";
        }

        for (var index = 0; index < Math.Min(answer.Cites.Length, MaxCites); index++)
        {
            if (answer.Cites[index] is not { } id || !citable.Contains(id))
            {
                yield return $"$.cites[{index}]: is none of the ids that were shown";
            }
        }

        if (answer.Outcome is Outcome.Approve or Outcome.Deny && answer.Cites.IsEmpty)
        {
            yield return "$.cites: an approval or a denial must rest on at least one id that was shown";
        }
    }

    private IEnumerable<string> AmountFaults(ModelAnswer answer)
    {
        if (answer.Outcome != Outcome.Approve)
        {
            return [];
        }

        return file.Order is not { } order ? ["$.outcome: nothing can be approved without an order"] : answer.Basis switch
        {
            { Relation: BasisRelation.ShareOfPaid, Share: not (> 0 and <= 1) } => ["$.basis.share: must be above 0 and at most 1"],
            { Relation: BasisRelation.Items, Items.IsEmpty: true } => ["$.basis.items: name at least one item"],
            { Relation: BasisRelation.Items, Items: var items } => ItemFaults(items, order),
            _ => [],
        };
    }

    private static IEnumerable<string> ItemFaults(ImmutableArray<string> items, Order order)
    {
        var bought = order.Items.GroupBy(line => line.Id.Value, StringComparer.Ordinal)
            .ToDictionary(line => line.Key, line => line.Sum(each => each.Quantity), StringComparer.Ordinal);
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index] is not { } id || !bought.TryGetValue(id, out var left))
            {
                yield return $"$.basis.items[{index}]: is no item of this order";
            }
            else if (left == 0)
            {
                yield return $"$.basis.items[{index}]: one unit more than was bought";
            }
            else
            {
                bought[id] = left - 1;
            }
        }
    }

    private static IEnumerable<string> WordFaults(ModelAnswer answer)
    {
        if (answer.Confidence is not (>= 0 and <= 1))
        {
            yield return "$.confidence: must be from 0 to 1";
        }

        if (answer.Outcome == Outcome.Ask && answer.Missing.IsEmpty)
        {
            yield return "$.missing: say what the customer must add";
        }

        if (answer.Missing.Length > MaxMissing
            || answer.Missing.Any(each => string.IsNullOrWhiteSpace(each) || each.Length > MaxMissingLength))
        {
            yield return $"$.missing: at most {MaxMissing} texts of 1 to {MaxMissingLength} characters";
        }

        if (answer.DraftReply?.Length > MaxReplyLength)
        {
            yield return $"$.draftReply: at most {MaxReplyLength} characters";
        }
    }

    private Proposal ToProposal(ModelAnswer answer)
    {
        var cites = answer.Cites.Distinct(StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<LearnedItem> items = [.. cites.Select(citable.ItemFor).OfType<LearnedItem>()];
        return new Proposal
        {
            Outcome = answer.Outcome,
            Basis = answer.Outcome == Outcome.Approve ? ToBasis(answer.Basis) : new AmountBasis.Entitled(),
            Confidence = answer.Confidence,
            Reasons = [.. cites.Select(citable.ReasonFor), signature],
            Items = [.. items.Select(item => item.Id)],
            Segment = ModelSegment.Of(answer.Outcome, cites.Select(id => (citable.ReasonFor(id), citable.ItemFor(id)))),
            Missing = answer.Outcome == Outcome.Ask ? answer.Missing : [],
            DraftReply = string.IsNullOrWhiteSpace(answer.DraftReply) ? null : answer.DraftReply,
        };
    }

    private static AmountBasis ToBasis(AnswerBasis basis) => basis.Relation switch
    {
        BasisRelation.ShareOfPaid => new AmountBasis.ShareOfPaid(basis.Share!.Value),
        BasisRelation.Items => new AmountBasis.ForItems([.. basis.Items.Select(ItemId.From)]),
        _ => new AmountBasis.Entitled(),
    };
}
