using System.Text.Json;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Payments;

/// <summary>Takes fields out of an object of Stripe and says where one is missing; never what stands in one, which may be about a person.</summary>
/// <param name="body">The object.</param>
/// <param name="path">To it, with a dot at its end; empty for the event itself.</param>
internal readonly struct StripeFields(JsonElement body, string path)
{
    public StripeFields Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value
        ? new StripeFields(value, $"{path}{name}.")
        : throw Fault(name, "is no object");

    /// <summary>Null where it is absent.</summary>
    public StripeFields? OptionalObject(string name) => Find(name) is null ? null : Object(name);

    /// <summary>Null where it is absent or no text.</summary>
    public string? Text(string name)
    {
        try
        {
            return Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException($"'{path}{name}' is not valid Unicode text.", broken);
        }
    }

    /// <summary>Of at most 255 characters, which is all that Stripe's ids and words have.</summary>
    public string RequiredText(string name) => Text(name) is { Length: > 0 and <= 255 } text ? text : throw Fault(name, "is missing");

    public TId RequiredId<TId>(string name)
        where TId : struct, IId<TId> => Id.TryParse<TId>(Text(name), out var id) ? id : throw Fault(name, "is missing");

    /// <summary>Null where it is absent or could not be an id.</summary>
    public TId? OptionalId<TId>(string name)
        where TId : struct, IId<TId> => Id.TryParse<TId>(Text(name), out var id) ? id : null;

    /// <summary>Of a field that holds an id, or the whole object that the id stands for; null where it is absent.</summary>
    public TId? IdOf<TId>(string name)
        where TId : struct, IId<TId> => Find(name) is { ValueKind: JsonValueKind.Object } ? Object(name).OptionalId<TId>("id") : OptionalId<TId>(name);

    public long RequiredWhole(string name) => OptionalWhole(name) ?? throw Fault(name, "is no whole number");

    public long? OptionalWhole(string name) => Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public bool? Flag(string name) => Find(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public FormatException Fault(string name, string what) => new($"'{path}{name}' {what}.");

    /// <summary>Null and absent are one.</summary>
    private JsonElement? Find(string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
