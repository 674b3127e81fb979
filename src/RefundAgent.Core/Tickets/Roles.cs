namespace RefundAgent.Tickets;

/// <summary>What an authenticated connection may do; a key can hold several.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>A connected program: opens cases, states facts, passes on what customers said.</summary>
    System = 1,

    /// <summary>Support staff: rules on cases.</summary>
    Agent = 2,

    /// <summary>Leads support staff: audits, and beats an agent's ruling.</summary>
    Manager = 4,

    /// <summary>Runs the product: policy, roll-back, keys.</summary>
    Operator = 8,
}
