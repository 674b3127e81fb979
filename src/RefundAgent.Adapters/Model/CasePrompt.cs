using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// What the model is told of one claim: instructions, policy and what was learned as the system's word; the case fenced as data. The
/// whole stays under the cap however long the ticket and however much was learned.
/// </summary>
internal sealed class CasePrompt
{
    private const double RulesShare = 0.2;
    private const int ShownPrecedents = 8;
    private const int FoundPrecedents = 60;

    private readonly PromptBudget budget;
    private readonly StringBuilder system = new();

    public CasePrompt(CaseFile file, PolicyFinding finding, RefundPolicy policy, LearnedContext context, ModelOptions options)
    {
        budget = new PromptBudget(options.MaxPromptTokens);
        Data = CaseJson.Fence(CaseData.Of(file, options));
        budget.Spend(Data);
        budget.Spend(PromptText.Answering);
        Say(PromptText.Role);
        SayPolicy(policy, finding, PromptBudget.Share(options, RulesShare));
        SayFinding(finding, policy);
        SayLearned(PromptText.GuidelinesHeading, Applying(context, file), LearnedText.Of);
        var nearest = SimilarCases.Of(file, context, FoundPrecedents);
        var told = SayLearned(PromptText.PrecedentsHeading, nearest.Take(ShownPrecedents), LearnedText.Of);
        Unseen = nearest[told..];
        SayLearned(PromptText.ToneHeading, context.Items.OfType<LearnedItem.ToneNote>(), LearnedText.Of);
        system.Append(PromptText.Answering);
    }

    public string System => system.ToString();

    /// <summary>The fenced case.</summary>
    public string Data { get; }

    public Citable Citable { get; } = new();

    /// <summary>Precedents that did not fit, most alike first.</summary>
    public ImmutableArray<LearnedItem.Precedent> Unseen { get; }

    private static IEnumerable<LearnedItem.Guideline> Applying(LearnedContext context, CaseFile file) =>
        context.Items.OfType<LearnedItem.Guideline>()
            .Where(guideline => guideline.When.Holds(file.Facts) && guideline.WhenNot?.Holds(file.Facts) != true)
            .OrderByDescending(guideline => guideline.Helpful - guideline.Harmful)
            .ThenBy(guideline => guideline.Id.Value, StringComparer.Ordinal);

    private void SayPolicy(RefundPolicy policy, PolicyFinding finding, int bytes)
    {
        Say(PromptText.PolicyHeading);
        foreach (var rule in policy.Rules.OrderByDescending(rule => rule == finding.Rule))
        {
            var line = CaseJson.Write(new JsonObject { ["id"] = rule.Id, ["then"] = CaseJson.Word(rule.Then), ["text"] = rule.Text });
            bytes -= CaseJson.Bytes(line);
            if (rule != finding.Rule && (bytes < 0 || !budget.TrySpend(line)))
            {
                Say("Further rules are left out here; the program knows them.");
                return;
            }

            system.Append(line).Append('\n');
            Citable.Add(rule);
        }
    }

    private void SayFinding(PolicyFinding finding, RefundPolicy policy)
    {
        Say("# What the program found");
        Say(finding.Rule is { } rule
            ? $"The first rule that holds is {CaseJson.Write(rule.Id)}."
            : "No rule holds: this is a matter of discretion.");
        Say(finding.Entitlement is { } entitlement
            ? $"At most {entitlement.Amount} can be given back for this claim ({entitlement.Items.Length} units)."
            : "Nothing can be given back for this claim as it stands: there is no order to it.");
        if (finding.Rule is null && policy.Discretion is { } discretion)
        {
            Citable.Add(discretion);
            var outcomes = string.Join(", ", discretion.Outcomes.Select(CaseJson.Word));
            Say($"Discretion, to be cited as \"{Citable.Discretion}\": {outcomes}; approvals up to {discretion.UpTo}.");
        }
    }

    /// <returns>How many fitted.</returns>
    private int SayLearned<T>(string heading, IEnumerable<T> items, Func<T, JsonObject> write)
        where T : LearnedItem
    {
        var told = 0;
        foreach (var item in items)
        {
            var line = CaseJson.Write(write(item));
            if (!budget.TrySpend(told == 0 ? heading + '\n' + line : line))
            {
                break;
            }

            system.Append(told++ == 0 ? heading + '\n' : "").Append(line).Append('\n');
            Citable.Add(item);
        }

        return told;
    }

    private void Say(string text)
    {
        budget.Spend(text);
        system.Append(text).Append('\n');
    }
}
