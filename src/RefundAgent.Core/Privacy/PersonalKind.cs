namespace RefundAgent.Privacy;

/// <summary>What masked text was; of two that begin at one place the earlier kind names it.</summary>
public enum PersonalKind
{
    Secret,
    Card,
    Iban,
    Email,
    Phone,
    Address,
    Name,

    /// <summary>A text that showed new personal data however often it was masked: nobody writes so by accident, and it is masked whole.</summary>
    Text,
}
