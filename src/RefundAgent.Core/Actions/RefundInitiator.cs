namespace RefundAgent.Actions;

/// <summary>On whose word a refund is made; what the agent may do alone in a day is counted apart from what people agree to.</summary>
public enum RefundInitiator
{
    /// <summary>The agent alone.</summary>
    Agent,

    /// <summary>A person answered a ruling that waited. May plan once more what the agent was refused before any provider heard of it.</summary>
    Person,
}
