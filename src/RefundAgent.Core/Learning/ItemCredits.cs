using System.Collections.Immutable;
using RefundAgent.Context;

namespace RefundAgent.Learning;

/// <summary>What came of the rulings that cited an item: held against, or for, exactly the items that were cited.</summary>
internal sealed class ItemCredits
{
    private const int MostItems = 2000;

    private readonly List<LearnedItemId> order = [];
    private readonly Dictionary<LearnedItemId, ItemCredit> credits = [];

    public ItemCredits(IEnumerable<KeyValuePair<LearnedItemId, ItemCredit>> known)
    {
        foreach (var (item, credit) in known)
        {
            order.Add(item);
            credits.Add(item, credit);
        }
    }

    public ImmutableArray<KeyValuePair<LearnedItemId, ItemCredit>> All => [.. order.Select(item => KeyValuePair.Create(item, credits[item]))];

    public ItemCredit Of(LearnedItemId item) => credits.GetValueOrDefault(item) ?? ItemCredit.None;

    /// <summary>A person judged a ruling that cited these, or takes back how they judged it before.</summary>
    public void Judged(IEnumerable<LearnedItemId> items, bool agreed, int sign) =>
        Change(items, credit => agreed
            ? credit with { Helpful = Math.Max(0, credit.Helpful + sign) }
            : credit with { Harmful = Math.Max(0, credit.Harmful + sign) });

    /// <summary>The bank took the money of such a ruling back, or suspects fraud in it.</summary>
    public void Blame(IEnumerable<LearnedItemId> items) => Change(items, credit => credit with { Late = credit.Late + 1 });

    private void Change(IEnumerable<LearnedItemId> items, Func<ItemCredit, ItemCredit> change)
    {
        foreach (var item in items.Distinct())
        {
            if (!credits.ContainsKey(item))
            {
                order.Add(item);
            }

            credits[item] = change(Of(item));
        }

        while (order.Count > MostItems)
        {
            credits.Remove(order[0]);
            order.RemoveAt(0);
        }
    }
}

/// <param name="Helpful">Rulings citing the item that people agreed with.</param>
/// <param name="Harmful">Those that they did not.</param>
/// <param name="Late">Those that a bank contested long after.</param>
public sealed record ItemCredit(int Helpful, int Harmful, int Late)
{
    public static ItemCredit None { get; } = new(0, 0, 0);
}
