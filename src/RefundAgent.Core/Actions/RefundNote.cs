using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Identity;

namespace RefundAgent.Actions;

/// <summary>
/// What a provider keeps of a refund for us beside its names, so that the ledger's row can be written again should a restored ledger lack it:
/// a sum alone would not tell which units were given back.
/// </summary>
/// <param name="Items">Units by item.</param>
/// <param name="Shipping">What of the amount was for delivery.</param>
/// <param name="Initiator">Whose word moved it.</param>
public sealed record RefundNote(ImmutableSortedDictionary<string, int> Items, Money Shipping, RefundInitiator Initiator)
{
    /// <summary>Letters that every provider keeps (Stripe: a value of metadata, https://docs.stripe.com/api/metadata).</summary>
    public const int Longest = 500;

    private const int MostUnits = 100_000;

    /// <summary>Each unit by itself, in the ledger's order.</summary>
    public ImmutableArray<ItemId> Units() => [.. Items.SelectMany(item => Enumerable.Repeat(ItemId.From(item.Key), item.Value)).OrderBy(item => item.Value, StringComparer.Ordinal)];

    /// <summary>Made of the row alone, so that a request that is repeated is the same request; null where it would be too long.</summary>
    public static string? Of(RefundEntry entry)
    {
        var items = entry.Items.GroupBy(item => item.Value).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return CanonicalJson.Write(new RefundNote(items, entry.Shipping, entry.Initiator)) is { Length: <= Longest } written ? written : null;
    }

    /// <summary>Null for words that are none of ours: anybody with access to the provider's account can write there.</summary>
    public static RefundNote? Read(string? written, Money amount)
    {
        try
        {
            return written is { Length: <= Longest } && CanonicalJson.Read<RefundNote>(written) is { Items: not null } note && note.IsOf(amount) ? note : null;
        }
        catch (Exception strange) when (strange is JsonException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private bool IsOf(Money amount) =>
        Shipping.Currency == amount.Currency && Shipping.MinorUnits >= 0 && Shipping <= amount && Enum.IsDefined(Initiator)
        && Items.All(item => item.Value is > 0 and <= MostUnits && Id.TryParse<ItemId>(item.Key, out _)) && Items.Values.Sum(count => (long)count) <= MostUnits;
}
