using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RefundAgent.Decisions;
using RefundAgent.Reading;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// An answer of the form of <see cref="AnswerSchema"/>; servers that don't enforce a schema are common, so it is read strictly.
/// </summary>
internal sealed record ModelAnswer
{
    /// <summary>Characters; the longest honest answer is a few thousand.</summary>
    public const int MaxLength = 64 * 1024;

    private static readonly JsonSerializerOptions Strict = new(CanonicalJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        MaxDepth = 6,
    };

    public required string Reasoning { get; init; }

    public required string Language { get; init; }

    public required ImmutableArray<AnsweredClaim> Claims { get; init; }

    public required string? Reply { get; init; }

    /// <returns>The answer, or where it departs from the schema; the words never repeat the answer's own.</returns>
    public static (ModelAnswer? Answer, string? Fault) Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, "$: the answer is empty");
        }

        if (text.Length > MaxLength)
        {
            return (null, $"$: the answer is longer than {MaxLength} characters");
        }

        try
        {
            return JsonSerializer.Deserialize<ModelAnswer>(text, Strict) is { } answer ? (answer, null) : (null, "$: null is no answer");
        }
        catch (JsonException)
        {
            // The exception's path may repeat a key of the answer, so the fault names the schema only.
            return (null, "$: one JSON object of the schema and nothing else is expected");
        }
    }
}

/// <summary>One thing that the customer asks for, as the model reads it, and what it would do.</summary>
internal sealed record AnsweredClaim
{
    public required string Quote { get; init; }

    public required string? Answers { get; init; }

    public required RequestKind Request { get; init; }

    public required string? OrderId { get; init; }

    public required ImmutableArray<string> Items { get; init; }

    public required bool WholeOrder { get; init; }

    public required string? Reason { get; init; }

    public required ImmutableArray<string> Cites { get; init; }

    public required Outcome Outcome { get; init; }

    public required AnswerBasis Basis { get; init; }

    public required double Confidence { get; init; }

    public required ImmutableArray<MissingEvidence> Missing { get; init; }
}

/// <summary>How much, as a relation.</summary>
internal sealed record AnswerBasis
{
    public required BasisRelation Relation { get; init; }

    public required decimal? Share { get; init; }

    public required ImmutableArray<string> Items { get; init; }
}

/// <summary>The bases that a model may name; a fixed sum is not among them.</summary>
internal enum BasisRelation
{
    Entitled,
    ShareOfPaid,
    Items,
}
