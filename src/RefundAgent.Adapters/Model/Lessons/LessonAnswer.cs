using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Adapters.Model.Lessons;

/// <summary>An answer of the form of <see cref="LessonSchema"/>, read strictly: servers that don't enforce a schema are common.</summary>
internal sealed record LessonAnswer
{
    private const string NotOfTheSchema = "$: one JSON object of the schema and nothing else is expected";

    private static readonly JsonSerializerOptions Strict = new(CanonicalJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        MaxDepth = 6,
    };

    public required ImmutableArray<RuleAnswer?> Rules { get; init; }

    public required ImmutableArray<ToneAnswer?> Tone { get; init; }

    /// <returns>The draft, or where the answer departs from the schema; the words never repeat the answer's own.</returns>
    public static (LessonDraft? Draft, string? Fault) Parse(string text)
    {
        if (text.Length > ModelAnswer.MaxLength)
        {
            return (null, NotOfTheSchema);
        }

        try
        {
            return JsonSerializer.Deserialize<LessonAnswer>(text, Strict)?.ToDraft() is { } draft ? (draft, null) : (null, NotOfTheSchema);
        }
        catch (JsonException)
        {
            return (null, NotOfTheSchema);
        }
    }

    private LessonDraft? ToDraft() =>
        Rules.IsDefault || Tone.IsDefault || Rules.Any(rule => rule is null || rule.When.IsDefault || rule.When.Contains(null)) || Tone.Contains(null)
            ? null
            : new LessonDraft(
                [.. Rules.Select(rule => new RuleDraft([.. rule!.When.Select(each => new ConditionDraft(each!.Fact, OperatorOf(each.Operator), each.Value))], rule.Sentence))],
                [.. Tone.Select(note => new ToneDraft(note!.SameAs, note.Sentence))]);

    private static AtomOperator OperatorOf(AnswerOperator said) => said switch
    {
        AnswerOperator.Includes => AtomOperator.Has,
        AnswerOperator.AtLeast => AtomOperator.AtLeast,
        AnswerOperator.AtMost => AtomOperator.AtMost,
        AnswerOperator.Known => AtomOperator.Exists,
        _ => AtomOperator.Equal,
    };
}

internal sealed record RuleAnswer
{
    public required ImmutableArray<ConditionAnswer?> When { get; init; }

    public required string Sentence { get; init; }
}

internal sealed record ConditionAnswer
{
    public required string Fact { get; init; }

    public required AnswerOperator Operator { get; init; }

    public required string Value { get; init; }
}

internal sealed record ToneAnswer
{
    public required string? SameAs { get; init; }

    public required string? Sentence { get; init; }
}

internal enum AnswerOperator
{
    Equals,
    Includes,
    AtLeast,
    AtMost,
    Known,
}
