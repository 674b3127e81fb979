using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Identity;

namespace RefundAgent.Evidence;

/// <summary>
/// Reads the fields of one JSON object and notes what is wrong with each, so that somebody who prepares a file sees all of it at once.
/// A field that is absent and one that is null are the same.
/// </summary>
/// <param name="element">An object.</param>
/// <param name="prefix">Of its fields' paths: empty, or such as <c>items[1].</c>.</param>
/// <param name="faults">Where to note them.</param>
internal sealed partial class OrderFields(JsonElement element, string prefix, ICollection<OrderLineFault> faults)
{
    private static readonly ImmutableSortedDictionary<string, PaymentKind> PaymentKinds = Enum.GetValues<PaymentKind>()
        .ToImmutableSortedDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), kind => kind, StringComparer.Ordinal);

    public TId? Id<TId>(string name)
        where TId : struct, IId<TId>
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Identity.Id.TryParse<TId>(text, out var id)
            ? id
            : Fault<TId?>(name, $"write an id of 1 to {Identity.Id.MaxLength} characters.");
    }

    /// <summary>Required text that is not blank.</summary>
    public string? Text(string name)
    {
        var text = OptionalText(name, out var present);
        return !present ? Missing<string>(name)
            : text is null || !string.IsNullOrWhiteSpace(text) ? text
            : Fault<string?>(name, "is blank: write some text.");
    }

    public string? OptionalText(string name) => OptionalText(name, out _);

    public Currency? Currency(string name, bool required = true)
    {
        if ((required || TryGet(name, out _) ? Text(name) : null) is not { } code)
        {
            return null;
        }

        return Amounts.Currency.TryParse(code, out var currency)
            ? currency
            : Fault<Currency?>(name, $"'{Short(code)}' is no ISO 4217 code: write three capitals such as USD, EUR or JPY.");
    }

    /// <summary>Zero or more; null where it is absent, wrong, or its currency is.</summary>
    public Money? Money(string name, Currency? currency, bool required = true)
    {
        if (!TryGet(name, out var value))
        {
            return required ? Missing<Money?>(name) : null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Fault<Money?>(name, "write the amount as text, such as \"12.50\": JSON numbers are not exact.");
        }

        if (currency is not { } known || Read(name, value) is not { } text)
        {
            return null;
        }

        if (!Amounts.Money.TryParse(text, known, out var money))
        {
            return Fault<Money?>(name, $"'{Short(text)}' is no amount in {known}: write digits with at most {known.Exponent} decimals.");
        }

        return money.MinorUnits >= 0 ? money : Fault<Money?>(name, $"is {money}: write zero or more.");
    }

    /// <summary>Part of a sum: zero or more, and no more than <paramref name="whole"/>.</summary>
    public Money? PartOf(string name, Money? whole)
    {
        var part = Money(name, whole?.Currency, required: false);
        return part is { } sum && whole is { } most && sum > most
            ? Fault<Money?>(name, $"is {sum}, more than the {most} that were paid: write at most that.")
            : part;
    }

    /// <summary>ISO 3166-1, two capitals.</summary>
    public string? Country(string name) =>
        Text(name) is not { } code ? null
        : code.Length == 2 && code.All(char.IsAsciiLetterUpper) ? code
        : Fault<string?>(name, $"'{Short(code)}' is no country: write its two capitals, such as DE or US.");

    public PaymentKind Kind(string name) =>
        Text(name) is not { } word ? default
        : PaymentKinds.TryGetValue(word, out var kind) ? kind
        : Fault<PaymentKind>(name, $"'{Short(word)}' is no kind of payment: write one of {string.Join(", ", PaymentKinds.Keys)}.");

    public int? Quantity(string name, int most)
    {
        if (!TryGet(name, out var value))
        {
            return Missing<int?>(name);
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var quantity) && quantity >= 1 && quantity <= most
            ? quantity
            : Fault<int?>(name, $"write a whole number from 1 to {most}, not {Short(value.GetRawText())}.");
    }

    public bool Flag(string name) =>
        TryGet(name, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Fault<bool>(name, "write true or false."));

    public DateTimeOffset? Time(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        var isWhole = text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.OrdinalIgnoreCase));
        return isWhole && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : Fault<DateTimeOffset?>(name, $"'{Short(text)}' is no time: write RFC 3339 with an offset, such as \"2026-01-31T09:30:00Z\".");
    }

    public T? Fault<T>(string name, string message)
    {
        faults.Add(new OrderLineFault(prefix + name, message));
        return default;
    }

    private T? Missing<T>(string name) => Fault<T>(name, "is missing: add it.");

    private string? OptionalText(string name, out bool present)
    {
        present = TryGet(name, out var value);
        return !present ? null
            : value.ValueKind == JsonValueKind.String ? Read(name, value)
            : Fault<string?>(name, $"write text in quotes, not {Short(value.GetRawText())}.");
    }

    private bool TryGet(string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>JSON can escape half of a surrogate pair, which is no text.</summary>
    private string? Read(string name, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return Fault<string?>(name, "holds half of a surrogate pair (\\ud800 to \\udfff): write whole characters.");
        }
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)] + "…";
}
