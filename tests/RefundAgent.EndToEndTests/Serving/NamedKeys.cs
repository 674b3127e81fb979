using System.Security.Cryptography;
using System.Text;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Keys of a support team as an operator configures them: each speaks for somebody, in one role.</summary>
internal static class NamedKeys
{
    public static IReadOnlyDictionary<string, string> Settings(params IEnumerable<(string Name, string Role)> people)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (index, (name, role)) in people.Index())
        {
            settings[$"Auth__Keys__{index}__Name"] = name;
            settings[$"Auth__Keys__{index}__Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(name))));
            settings[$"Auth__Keys__{index}__Roles__0"] = role;
        }

        return settings;
    }

    public static string KeyOf(string name) => $"key-of-{name}";
}
