namespace RefundAgent.Evidence;

/// <summary>As much of an address as the law and the signals of abuse need, and no more: no name, street or town is kept.</summary>
/// <param name="Country">ISO 3166-1, two capitals.</param>
/// <param name="PostalCode">As the shop writes it; null where it does not say.</param>
public sealed record OrderPlace(string Country, string? PostalCode)
{
    /// <summary>A postal code that one of the two does not know says nothing.</summary>
    public bool DiffersFrom(OrderPlace other) =>
        Country != other.Country
        || (PostalCode is { } mine && other.PostalCode is { } its && !string.Equals(Plain(mine), Plain(its), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string code) => string.Concat(code.Where(char.IsLetterOrDigit));
}
