using System.Globalization;
using System.Text.Json.Serialization;
using RefundAgent.Decisions;

namespace RefundAgent.Learning;

/// <summary>
/// What people say of a case, with the amount as a relation to the order, so that the same verdict on two orders is one label that can be
/// learned. Two labels with one <see cref="Key"/> are the same label.
/// </summary>
public sealed record VerdictLabel(Outcome Outcome, AmountBasis? Basis)
{
    /// <summary>Shares are said in twentieths, as <see cref="VerdictAmount"/> finds them.</summary>
    private const int Steps = 20;

    public Outcome Outcome { get; } = Outcome;

    /// <summary>Of an approval; null is the whole entitlement.</summary>
    public AmountBasis? Basis { get; } = Basis;

    /// <summary><c>approve full</c>, <c>approve share 10/20</c>, <c>approve fixed 5000 USD</c> (minor units), <c>deny</c>, <c>escalate</c>, <c>ask</c>.</summary>
    [JsonIgnore]
    public string Key { get; } = KeyOf(Outcome, Basis);

    public bool Equals(VerdictLabel? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    public override string ToString() => Key;

    private static string KeyOf(Outcome outcome, AmountBasis? basis) =>
        outcome != Outcome.Approve ? Clause.Word(outcome) : $"{Clause.Word(outcome)} {BasisOf(basis)}";

    private static string BasisOf(AmountBasis? basis) => basis switch
    {
        AmountBasis.ShareOfPaid share when share.Share * Steps == decimal.Floor(share.Share * Steps) =>
            string.Create(CultureInfo.InvariantCulture, $"share {(int)(share.Share * Steps)}/{Steps}"),
        AmountBasis.ShareOfPaid share => string.Create(CultureInfo.InvariantCulture, $"share {share.Share:0.############################}"),
        AmountBasis.Fixed sum => string.Create(CultureInfo.InvariantCulture, $"fixed {sum.Amount.MinorUnits} {sum.Amount.Currency}"),
        AmountBasis.ForItems items => "items " + CanonicalJson.Write(items.Items.Select(item => item.Value).Order(StringComparer.Ordinal)),
        _ => "full",
    };
}
