using System.Security.Cryptography;
using RefundAgent.Decisions;

namespace RefundAgent.Context;

/// <summary>
/// One hash for what a context says, so that two machines, two cuts of one ledger or a history with and without a revoked reviewer can be
/// compared. It covers the items in canonical order and form, and leaves out what tells when and how often: versions, sequences, credit.
/// </summary>
public static class ContextDigest
{
    /// <returns>64 lower-case hexadecimal characters.</returns>
    public static string Sha256(LearnedContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in context.Items.OrderBy(item => item.Id.Value, StringComparer.Ordinal))
        {
            hash.AppendData(CanonicalJson.WriteUtf8(Timeless(item)));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static LearnedItem Timeless(LearnedItem item)
    {
        var uncredited = item with { Helpful = 0, Harmful = 0 };
        return uncredited is LearnedItem.Precedent precedent ? precedent with { Sequence = 0 } : uncredited;
    }
}
