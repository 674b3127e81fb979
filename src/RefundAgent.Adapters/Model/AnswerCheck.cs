using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Holds an answer against the message and its evidence: a counsel if everything in it is real, else every fault with its place. The faults
/// never repeat the answer's words, because they end up in a record.
/// </summary>
internal sealed partial class AnswerCheck(CasePrompt prompt, Wishes wishes, Reason signature)
{
    private const int MaxClaims = 20;
    private const int MaxReasoning = 4_000;

    public (Counsel? Counsel, ImmutableArray<string> Faults) Check(string text)
    {
        var (answer, fault) = ModelAnswer.Parse(text);
        if (answer is null)
        {
            return (null, [fault!]);
        }

        if (answer.Claims.Length is 0 or > MaxClaims)
        {
            return (null, [$"$.claims: 1 to {MaxClaims} entries"]);
        }

        var checks = answer.Claims.Select((claim, index) => new ClaimCheck(prompt, claim, $"$.claims[{index}]")).ToImmutableArray();
        ImmutableArray<string> faults = [.. checks.SelectMany(check => check.Faults()), .. WishFaults(answer)];
        return faults.IsEmpty ? (ToCounsel(answer, checks), faults) : (null, faults);
    }

    private IEnumerable<string> WishFaults(ModelAnswer answer)
    {
        if (!wishes.Evidence.IsEmpty && !wishes.HandOver && answer.Claims.All(claim => claim.Outcome != Outcome.Ask))
        {
            yield return "$.claims: evidence was to be asked for, but no claim's outcome is ask";
        }
    }

    private Counsel ToCounsel(ModelAnswer answer, ImmutableArray<ClaimCheck> checks) => new()
    {
        Claims = [.. checks.Select(check => wishes.Apply(check.ToClaim(signature)))],
        Language = LanguageTag.IsMatch(answer.Language) ? answer.Language : null,
        ReplyFrame = answer.Reply,
        Reasoning = answer.Reasoning.Length > MaxReasoning ? answer.Reasoning[..MaxReasoning] : answer.Reasoning,
        Usage = Counsel.BuiltIn.Usage,
    };

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag { get; }
}
