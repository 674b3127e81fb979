using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Model;

/// <summary>Every id that the model was shown in this case, by the prompt or by a tool: only these may be cited.</summary>
internal sealed class Citable
{
    /// <summary>What an advice rests on where no rule holds and nothing was learned: the room that the operator left.</summary>
    public const string Discretion = ReasonIds.Discretion;

    private readonly Dictionary<string, (Reason Reason, LearnedItem? Item)> shown = new(StringComparer.Ordinal);

    public void Add(PolicyRule rule) => shown.TryAdd(rule.Id, (new Reason(rule.Id, ReasonKind.Policy, rule.Text), null));

    public void Add(Discretion discretion) =>
        shown.TryAdd(Discretion, (new Reason(Discretion, ReasonKind.Limit, $"within the discretion of up to {discretion.UpTo}"), null));

    public void Add(LearnedItem item) => shown.TryAdd(item.Id.Value, (ReasonOf(item), item));

    public bool Contains(string id) => shown.ContainsKey(id);

    public Reason ReasonFor(string id) => shown[id].Reason;

    /// <summary>Null for what was not learned: a rule, the discretion.</summary>
    public LearnedItem? ItemFor(string id) => shown[id].Item;

    private static Reason ReasonOf(LearnedItem item) => item switch
    {
        LearnedItem.Guideline guideline => new Reason(
            item.Id.Value,
            ReasonKind.Guideline,
            $"learned: {CaseJson.Word(guideline.Outcome)} (right in {item.Helpful}, wrong in {item.Harmful} cases)"),
        LearnedItem.Precedent precedent => new Reason(
            item.Id.Value, ReasonKind.Precedent, $"a similar case: a person ruled {CaseJson.Word(precedent.Outcome)}"),
        _ => new Reason(item.Id.Value, ReasonKind.Guideline, "how the team wants answers to sound"),
    };
}
