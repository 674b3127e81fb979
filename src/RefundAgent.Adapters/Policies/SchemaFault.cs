using NJsonSchema;
using NJsonSchema.Validation;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>Says in plain words what the validator found, and what to write instead.</summary>
internal static class SchemaFault
{
    public static PolicyFault Translate(ValidationError error) => new(PathOf(error), WhatIsWrong(error));

    private static string WhatIsWrong(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => $"is missing: write {Described(PropertyOf(error))}.",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => Unknown(error),
        ValidationErrorKind.NotOneOf => $"is incomplete or says two things at once: write {Described(error.Schema)}.",
        ValidationErrorKind.TooManyItems => $"is too long: write at most {error.Schema.ActualSchema.MaxItems} entries.",
        ValidationErrorKind.StringTooLong => $"is too long: write at most {error.Schema.ActualSchema.MaxLength} characters.",
        ValidationErrorKind.TooFewItems or ValidationErrorKind.StringTooShort => $"is empty: write {Described(error.Schema)}.",
        ValidationErrorKind.ItemsNotUnique => $"has an entry twice: write {Described(error.Schema)}.",
        ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig or ValidationErrorKind.IntegerTooBig =>
            $"is out of range: write {Described(error.Schema)}.",
        ValidationErrorKind.NotInEnumeration => $"is none of the known words: write {Described(error.Schema)}.",
        ValidationErrorKind.PatternMismatch => $"is not in the right form: write {Described(error.Schema)}.",
        _ => $"is of the wrong kind: write {Described(error.Schema)}.",
    };

    private static string Unknown(ValidationError error)
    {
        var names = error.Schema.ActualSchema.Properties.Keys;
        return Suggestion.For(error.Property ?? "", names) is { } near
            ? $"is unknown: did you mean '{near}'?"
            : $"is unknown: leave it out, or use one of {string.Join(", ", names)}.";
    }

    private static JsonSchema PropertyOf(ValidationError error) =>
        error.Property is { } name && error.Schema.ActualSchema.Properties.TryGetValue(name, out var property) ? property : error.Schema;

    private static string Described(JsonSchema schema) =>
        schema.ActualTypeSchema.Description ?? schema.ActualSchema.Description ?? schema.Description ?? "what the schema asks for";

    /// <summary><c>#/rules[2].when</c> becomes <c>$.rules[2].when</c>.</summary>
    private static string PathOf(ValidationError error)
    {
        var path = (error.Path ?? "").TrimStart('#').TrimStart('/');
        return path.Length == 0 ? "$" : path[0] == '[' ? "$" + path : "$." + path;
    }
}
