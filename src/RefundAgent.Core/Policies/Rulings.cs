using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

/// <summary>How the rulings that move no money are put together.</summary>
internal static class Rulings
{
    public static Reason Because(PolicyRule rule) => new(rule.Id, ReasonKind.Policy, rule.Text);

    public static Ruling.Escalate Escalate(params ImmutableArray<Reason> reasons) => new() { Reasons = reasons, To = Roles.Agent };

    /// <summary>To those who may go beyond an agent's limits.</summary>
    public static Ruling.Escalate EscalateToManager(ImmutableArray<Reason> reasons) => new() { Reasons = reasons, To = Roles.Manager };

    public static Ruling.Ask Ask(PolicyRule rule) => new() { Reasons = [Because(rule)], Missing = QuestionsOf(rule) };

    public static ImmutableArray<string> QuestionsOf(PolicyRule rule) => rule.Missing.IsDefaultOrEmpty ? [rule.Text] : rule.Missing;
}
