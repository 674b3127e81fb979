using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Writes external ids as parts of row keys. Azure Tables forbids <c># / \ ?</c> and control characters in keys, and a store may ignore
/// case, so only digits, lower-case letters and three escapes appear: <c>-hh</c> below '0', <c>_hh</c> between '9' and 'a', <c>~hhhh</c>
/// above 'z' (UTF-16 code units). Escapes sort where their character would, hence keys sort like their ids. All characters are unreserved
/// in URLs. <see cref="Separator"/> is never part of an encoded id, so joined keys cannot collide.
/// </summary>
internal static class KeyText
{
    public const char Separator = '.';

    /// <summary>Longest encoded id: three of them with their tags stay below the 512 characters (1 KiB) of a key.</summary>
    public const int MaxPartLength = 160;

    private const int PrefixLength = 80;
    private const string HashMark = "~~";

    /// <summary>Ids whose encoding is too long become a readable start and a SHA-256 of the whole; <c>~~</c> is in no other encoding.</summary>
    public static string Encode(string id)
    {
        var text = new StringBuilder(id.Length + 16);
        var prefix = 0;
        foreach (var unit in id)
        {
            Append(text, unit);
            if (text.Length <= PrefixLength)
            {
                prefix = text.Length;
            }
        }

        return text.Length <= MaxPartLength ? text.ToString() : text.ToString(0, prefix) + HashMark + Hash(id);
    }

    public static string Join(params ReadOnlySpan<string> parts) => string.Join(Separator, parts);

    private static void Append(StringBuilder text, char unit)
    {
        _ = unit switch
        {
            >= '0' and <= '9' or >= 'a' and <= 'z' => text.Append(unit),
            < '0' => text.Append('-').Append(((int)unit).ToString("x2", null)),
            < 'a' => text.Append('_').Append(((int)unit).ToString("x2", null)),
            _ => text.Append('~').Append(((int)unit).ToString("x4", null)),
        };
    }

    /// <summary>Over the code units themselves: UTF-8 would make all lone surrogates one.</summary>
    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())));
}
