using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Web.Calls;

/// <summary>The values beyond text and ids.</summary>
internal sealed partial class FieldReader
{
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
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

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
}
