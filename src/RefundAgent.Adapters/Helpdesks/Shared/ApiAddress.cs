namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Where an API is, from what the operator wrote: the token goes there with every call, so it must not go in the clear.</summary>
internal static class ApiAddress
{
    /// <summary>Null where <paramref name="baseUrl"/> may be called.</summary>
    public static string? FaultOf(string? baseUrl) =>
        !Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0
            ? "is the address that people open in the browser, such as https://help.example.com, without anything after it."
            : address.Scheme == "http" && !address.IsLoopback ? "must begin with https://, since the token goes there with every call."
            : null;
}
