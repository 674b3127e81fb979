using System.Net.Http.Headers;
using System.Text;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>User and password as RFC 7617 puts them into a header; most helpdesks take an API key in place of one of the two.</summary>
internal static class BasicCredentials
{
    public static AuthenticationHeaderValue Of(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
