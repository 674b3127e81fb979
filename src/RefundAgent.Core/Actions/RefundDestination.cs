namespace RefundAgent.Actions;

/// <summary>Where the money goes; a provider refuses those that it does not offer.</summary>
public enum RefundDestination
{
    /// <summary>The way it came, which is what the law asks for where the customer did not agree to another.</summary>
    Original,

    StoreCredit,
    GiftCard,
}
