using System.Security.Cryptography;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Serve;

/// <summary>
/// One key with every role for a machine on which none are configured; it is printed once and works on the loopback address only.
/// </summary>
internal static class DevelopmentKey
{
    public static string Make() => "dev-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static Dictionary<string, string?> Settings(string key) => new()
    {
        ["Auth:Keys:0:Name"] = "developer",
        ["Auth:Keys:0:Sha256"] = ApiKeys.DigestOf(key),
        ["Auth:Keys:0:Roles:0"] = "system",
        ["Auth:Keys:0:Roles:1"] = "agent",
        ["Auth:Keys:0:Roles:2"] = "manager",
        ["Auth:Keys:0:Roles:3"] = "operator",
    };
}
