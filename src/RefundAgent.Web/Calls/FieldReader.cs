using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Identity;

namespace RefundAgent.Web.Calls;

/// <summary>Takes typed values out of a JSON object and collects every fault on the way, so that a caller sees all of them at once.</summary>
internal sealed class FieldReader
{
    private const string NotUnicode = "holds half of a surrogate pair, which is not valid Unicode text.";

    private readonly JsonElement body;
    private readonly string prefix;
    private readonly List<FieldFault> faults;
    private readonly bool numbersAreText;

    public FieldReader(JsonElement body, bool numbersAreText = false)
        : this(body, string.Empty, []) => this.numbersAreText = numbersAreText;

    private FieldReader(JsonElement body, string prefix, List<FieldFault> faults) => (this.body, this.prefix, this.faults) = (body, prefix, faults);

    public void Fault(string field, string message) => faults.Add(new FieldFault(prefix + field, message));

    /// <exception cref="InvalidRequestException">Any field was at fault.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.Count > 0)
        {
            throw new InvalidRequestException(faults);
        }
    }

    public bool Has(string field) => Find(field) is not null;

    public string? Text(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        try
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }

            Fault(field, "must be text.");
        }
        catch (InvalidOperationException)
        {
            Fault(field, NotUnicode);
        }

        return null;
    }

    public string RequiredText(string field)
    {
        var text = Text(field);
        if (string.IsNullOrWhiteSpace(text) && !faults.Any(fault => fault.Field == prefix + field))
        {
            Fault(field, Has(field) ? "must not be empty." : "is missing.");
        }

        return text ?? string.Empty;
    }

    public TId? OptionalId<TId>(string field)
        where TId : struct, IId<TId>
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (Id.TryParse<TId>(text, out var id))
        {
            return id;
        }

        Fault(field, $"must be text of 1 to {Id.MaxLength} characters.");
        return null;
    }

    public TId RequiredId<TId>(string field)
        where TId : struct, IId<TId>
    {
        if (!Has(field))
        {
            Fault(field, "is missing.");
        }

        return OptionalId<TId>(field) ?? default;
    }

    public Money? Money(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        try
        {
            var money = value.Deserialize<Money>(CanonicalJson.Options);
            if (money.MinorUnits < 0)
            {
                Fault(field, "must not be negative.");
            }

            return money;
        }
        catch (JsonException broken)
        {
            Fault(field, broken.InnerException is InvalidOperationException ? NotUnicode : broken.Message);
            return null;
        }
    }

    public int? Whole(string field, int least, int most)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        int? number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt32(out var given) => given,
            JsonValueKind.String when numbersAreText && int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) => digits,
            _ => null,
        };
        if (number >= least && number <= most)
        {
            return number;
        }

        Fault(field, $"must be a whole number from {least} to {most}.");
        return null;
    }

    public bool? Flag(string field)
    {
        switch (Find(field)?.ValueKind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Fault(field, "must be true or false.");
                return null;
        }
    }

    /// <param name="known">The words that the contract lists, as they are written.</param>
    public T? Choice<T>(string field, params ReadOnlySpan<T> known)
        where T : struct, Enum
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        foreach (var value in known)
        {
            if (string.Equals(Word(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        Fault(field, $"must be one of {string.Join(", ", known.ToArray().Select(Word))}.");
        return null;
    }

    public DateTimeOffset? Time(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        Fault(field, "must be an RFC 3339 time such as 2026-11-22T14:30:00Z.");
        return null;
    }

    /// <summary>The object under <paramref name="field"/>; an empty one, with its fault noted, where something else stands there.</summary>
    public FieldReader? Object(string field, bool required = false)
    {
        if (Find(field) is not { } value)
        {
            if (required)
            {
                Fault(field, "is missing: an object.");
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new FieldReader(value, $"{prefix}{field}.", faults);
        }

        Fault(field, "must be an object.");
        return null;
    }

    public ImmutableSortedDictionary<string, FactValue> Facts()
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject())
        {
            try
            {
                facts[property.Name] = property.Value.Deserialize<FactValue>(CanonicalJson.Options)!;
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                Fault(SafeName(property), "must be text, a number, true, false or a list of text.");
            }
        }

        return facts.ToImmutable();
    }

    private static string Word<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string SafeName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    /// <summary>Null and absent are one.</summary>
    private JsonElement? Find(string field) =>
        body.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
