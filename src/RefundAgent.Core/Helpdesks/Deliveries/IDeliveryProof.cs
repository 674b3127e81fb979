namespace RefundAgent.Helpdesks;

/// <summary>Tells a connected helpdesk's delivery from a forgery, by its raw bytes; holds that connection's secrets.</summary>
public interface IDeliveryProof
{
    /// <param name="headers">By name, whatever its case; every value that was sent under it, none where the header is absent.</param>
    /// <param name="body">Exactly as it came.</param>
    /// <param name="now">What a signed time is held against.</param>
    /// <returns>False for anything wrong, without saying what: whoever forges learns nothing. Takes as long for a wrong secret as for a right one.</returns>
    bool Holds(Func<string, IReadOnlyList<string?>> headers, ReadOnlySpan<byte> body, DateTimeOffset now);
}
