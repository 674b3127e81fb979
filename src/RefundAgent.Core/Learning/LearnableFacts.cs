using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Evidence;
using RefundAgent.Privacy;

namespace RefundAgent.Learning;

/// <summary>
/// The one place that says what of a case may enter a learned item: what another case can have too. Left out are a customer's own words,
/// ids, names, times and sums of this one order, so that an item neither identifies anybody nor carries text that somebody wrote to steer it.
/// </summary>
public static class LearnableFacts
{
    /// <summary>Longest text that is kept; longer ones are prose and not a category.</summary>
    private const int LongestText = 48;

    /// <summary>Ten figures and more count nothing in a shop: they call somebody or name an account.</summary>
    private const decimal FewestForANumberOfSomebody = 1_000_000_000m;

    private const int LongestName = 100;
    private const int MostEntries = 16;
    private const int MostFacts = 64;

    /// <summary>Our own facts that name one order or one sum, or that tell how well a message was understood and not what the case is.</summary>
    private static readonly FrozenSet<string> NotOfTheCase = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        FactNames.ClaimRequest, FactNames.ClaimCertain, FactNames.ClaimDoubts, FactNames.ClaimDestination, FactNames.ClaimRequested,
        FactNames.ClaimEntitled, FactNames.OrderFound, FactNames.OrderCurrency, FactNames.OrderPaid, FactNames.OrderRemaining,
        FactNames.OrderShipping, FactNames.OrderTax, FactNames.OrderDiscount, FactNames.PaymentCaptured,
        FactNames.PaymentDispute, FactNames.PaymentFraudWarning, FactNames.CustomerRefunded30d);

    /// <summary>The law is for the policy engine and suspicion is for a person: neither may become a habit.</summary>
    private static readonly ImmutableArray<string> NotToBeLearned = [FactNames.LawPrefix, FactNames.RiskPrefix];

    private static readonly FrozenSet<string> LastWordsOfIdentity = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "id", "email", "name", "phone", "address", "number", "reference", "at");

    /// <summary>By name, in canonical form: lower case, plain decimals, lists sorted and without repetition.</summary>
    public static ImmutableSortedDictionary<string, FactValue> Of(IEnumerable<Fact> facts)
    {
        var learnable = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
        foreach (var fact in facts.OrderBy(fact => fact.Name, StringComparer.Ordinal))
        {
            if (learnable.Count < MostFacts && IsLearnable(fact) && Canonical(fact) is { } value)
            {
                learnable[fact.Name] = value;
            }
        }

        return learnable.ToImmutable();
    }

    private static bool IsLearnable(Fact fact) =>
        fact.Name == FactNames.ClaimReason
        || (fact.Source.Origin != FactOrigin.Customer
            && fact.Name.Length is > 0 and <= LongestName
            && !fact.Name.StartsWith("ticket.", StringComparison.OrdinalIgnoreCase)
            && !fact.Name.StartsWith(FactNames.IgnoredPrefix, StringComparison.OrdinalIgnoreCase)
            && !NotOfTheCase.Contains(fact.Name)
            && !NotToBeLearned.Any(prefix => fact.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            && !LastWordsOfIdentity.Contains(LastWord(fact.Name))
            && !PersonalData.IsIn(fact.Name));

    private static FactValue? Canonical(Fact fact) => fact.Value switch
    {
        FactValue.Text text when fact.Name == FactNames.ClaimReason => FactValue.Of(Readable(PersonalData.Mask(text.Value), char.IsAsciiLetter)),
        FactValue.Text text => IsCategory(text.Value) ? FactValue.Of(Category(text.Value)) : null,
        FactValue.Number number when Math.Abs(number.Value) < FewestForANumberOfSomebody => FactValue.Of(number.Value / 1.0000000000000000000000000000m),
        FactValue.Number => null,
        FactValue.List list when list.Values.Length <= MostEntries && list.Values.All(IsCategory) =>
            FactValue.Of(list.Values.Select(Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        FactValue.List => null,
        _ => fact.Value,
    };

    /// <summary>A value of a connected system: letters of the Latin alphabets and figures, since other scripts write sentences without blanks.</summary>
    private static string Category(string text) => Readable(text, letter => letter < '\u0250' && (char.IsLetterOrDigit(letter) || letter is '.' or '/' or '+'));

    /// <summary>
    /// A form's word (<c>weather</c>, <c>change of plan</c>) stays readable. Anything longer may be somebody's own sentence: it is
    /// replaced by its hash, so that equal ones still match and nobody's words get into an item. Personal data was masked before.
    /// </summary>
    private static string Readable(string text, Predicate<char> isPlain)
    {
        var folded = Folded(text);
        return folded.Length is > 0 and <= 32 && folded.All(letter => isPlain(letter) || letter is ' ' or '_' or '-')
            && folded.Count(letter => letter == ' ') <= 2
                ? folded
                : "text:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)).AsSpan(0, 6));
    }

    private static bool IsCategory(string text) =>
        text.Length <= LongestText && text.Count(char.IsAsciiDigit) < 5
        && !text.Any(letter => letter == '@' || char.IsControl(letter) || char.IsSurrogate(letter)) && !PersonalData.IsIn(text);

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    /// <summary><c>customer.externalId</c>, <c>customer.external_id</c> and <c>customer.id</c> all end in <c>id</c>.</summary>
    private static string LastWord(string name)
    {
        var start = name.LastIndexOfAny(['.', '_', '-']) + 1;
        for (var i = name.Length - 1; i > start; i--)
        {
            if (char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]))
            {
                return name[i..];
            }
        }

        return name[start..];
    }
}
