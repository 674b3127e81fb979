using System.Collections.Frozen;

namespace RefundAgent.Reading;

/// <summary>Words for some money that are a request by themselves; a fee or a discount is only spoken of.</summary>
internal static class PartialSums
{
    private static readonly FrozenSet<string> Spoken = FrozenSet.ToFrozenSet(
        ["discount", "percent", "shipping cost", "shipping costs", "shipping fee", "delivery fee", "restocking fee", "tax", "taxes", "tip",
            "overcharge", "overcharged", "fee", "charge", "surcharge", "deposit", "a bit", "discounted", "sale price", "difference",
            "price difference", "price drop", "price match", "some money", "preisnachlass", "25%", "50%", "20%", "10%"],
        StringComparer.Ordinal);

    public static bool AreAskedFor(string words) => !Spoken.Contains(words);
}
