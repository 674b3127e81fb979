using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using RefundAgent.Privacy;

namespace RefundAgent.Adapters.Privacy;

/// <summary>Our masking as the redaction library knows it; whoever needs more for its logs sets another one for the same class of data.</summary>
internal sealed class PersonalDataRedactor : Redactor
{
    /// <summary>Text of which nobody knows what is in it: everything that is logged.</summary>
    public static DataClassification AnyText { get; } = new("RefundAgent", nameof(AnyText));

    public override int GetRedactedLength(ReadOnlySpan<char> input) => PersonalData.Mask(input.ToString()).Length;

    public override int Redact(ReadOnlySpan<char> source, Span<char> destination)
    {
        var masked = PersonalData.Mask(source.ToString());
        masked.CopyTo(destination);
        return masked.Length;
    }

    /// <summary>In one pass; the library's own would ask for the length first.</summary>
    public override string Redact(string? source) => source is null ? "" : PersonalData.Mask(source);
}
