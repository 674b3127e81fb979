using RefundAgent.Amounts;

namespace RefundAgent.Policies;

/// <summary>What the policy alone says of a claim, before any advice.</summary>
/// <param name="Rule">The first rule that holds; null where the policy is silent and discretion begins.</param>
/// <param name="Entitlement">The most that the claim could give back; null without an order.</param>
public sealed record PolicyFinding(PolicyRule? Rule, Entitlement? Entitlement);
