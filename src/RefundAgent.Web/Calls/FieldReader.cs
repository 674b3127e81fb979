using System.Text.Json;
using RefundAgent.Identity;

namespace RefundAgent.Web.Calls;

/// <summary>Takes typed values out of a JSON object and collects every fault on the way, so that a caller sees all of them at once.</summary>
internal sealed partial class FieldReader
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

    /// <summary>Null and absent are one.</summary>
    private JsonElement? Find(string field) =>
        body.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
