using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Proposals;

/// <summary>
/// Writes an accepted proposal into the policy as one rule for exactly its cases, which is the narrowest change that allows it: the
/// discretion stays as it is, and no rule is taken away. What the rule decides waits for a person until it has earned to act alone.
/// </summary>
public static class PolicyAmendment
{
    /// <summary>The most that a rule's text may have.</summary>
    private const int LongestText = 1000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>How the rule is called that an accepted proposal becomes.</summary>
    public static string RuleIdOf(ProposalId proposal) => $"learned-{proposal}";

    /// <returns>The changed document; null where it has the rule already.</returns>
    /// <exception cref="UnfitProposalException">The policy is not any more what the proposal was made for, or cannot say it.</exception>
    public static string? Apply(PolicyProposal proposal, string policy)
    {
        var document = JsonNode.Parse(policy)!.AsObject();
        var rules = document["rules"]!.AsArray();
        if (PlaceOf(rules, RuleIdOf(proposal.Id)) >= 0)
        {
            return null;
        }

        var place = proposal.Rule is { } overruled ? PlaceOf(rules, overruled) : rules.Count;
        if (place < 0)
        {
            throw new UnfitProposalException($"The policy has no rule '{proposal.Rule}' any more, which this proposal would go before.");
        }

        rules.Insert(place, RuleOf(proposal));
        return document.ToJsonString(Indented);
    }

    private static JsonObject RuleOf(PolicyProposal proposal)
    {
        var words = $"{ItemWords.When(proposal.When, proposal.WhenNot)}: {ItemWords.Of(proposal.Outcome, proposal.Basis)}.";
        var rule = new JsonObject
        {
            ["id"] = RuleIdOf(proposal.Id),
            ["text"] = words.Length <= LongestText ? words : words[..(LongestText - 1)] + "…",
            ["when"] = WhenOf(proposal),
            ["then"] = JsonNamingPolicy.CamelCase.ConvertName(proposal.Outcome.ToString()),
        };
        if (proposal.Outcome == Outcome.Approve && BasisOf(proposal.Basis) is { } basis)
        {
            rule["basis"] = basis;
        }

        if (proposal.Outcome is Outcome.Approve or Outcome.Deny)
        {
            rule["handling"] = "earned";
        }

        if (proposal.Outcome == Outcome.Ask)
        {
            rule["missing"] = new JsonArray("Please describe what happened.");
        }

        return rule;
    }

    private static JsonNode WhenOf(PolicyProposal proposal)
    {
        var when = Sayable(proposal.When) is Condition.All { Parts.IsEmpty: true } ? Always : proposal.When;
        return JsonNode.Parse(CanonicalJson.Write(
            proposal.WhenNot is { } not ? new Condition.All([when, new Condition.Not(Sayable(not))]) : when))!;
    }

    /// <summary>Every claim has a kind.</summary>
    private static Condition Always => new Condition.Compare(FactNames.ClaimKind, Operator.Exists, [FactValue.Of(true)]);

    /// <summary>What was learned of a customer's own words is learned of their hash, which no rule can ask for.</summary>
    private static Condition Sayable(Condition condition) => condition switch
    {
        Condition.All all => new Condition.All([.. all.Parts.Select(Sayable)]),
        Condition.Any any => new Condition.Any([.. any.Parts.Select(Sayable)]),
        Condition.Not not => new Condition.Not(Sayable(not.Part)),
        Condition.Compare { Fact: FactNames.ClaimReason } compare when compare.Operands.Any(value => value is FactValue.Text { Value: var text } && text.StartsWith("text:", StringComparison.Ordinal)) =>
            throw new UnfitProposalException("It rests on a reason in a customer's own words, which a rule cannot ask for: write a rule for what they mean by hand."),
        _ => condition,
    };

    private static JsonObject? BasisOf(AmountBasis? basis) => basis switch
    {
        AmountBasis.ShareOfPaid share => new JsonObject { ["shareOfPaid"] = share.Share },
        AmountBasis.Fixed sum => new JsonObject { ["fixed"] = JsonNode.Parse(CanonicalJson.Write(sum.Amount))!["amount"]!.GetValue<string>() },
        AmountBasis.ForItems => throw new UnfitProposalException("It names the items of one order, which a rule cannot ask for: write a rule by hand."),
        _ => null,
    };

    private static int PlaceOf(JsonArray rules, string id) =>
        rules.Select((rule, place) => (Id: rule!["id"]!.GetValue<string>(), place)).Where(each => each.Id == id).Select(each => each.place).FirstOrDefault(-1);
}

/// <summary>The policy that is in force cannot take this proposal; the message says why, for the person who accepted it.</summary>
public sealed class UnfitProposalException(string why) : Exception(why);
