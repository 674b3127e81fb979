using NJsonSchema;
using NJsonSchema.Validation;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>
/// The schema that ships with the product. What its descriptions say is what an operator is told to write, so that the
/// documentation in an editor and the answer to a mistake are the same words.
/// </summary>
internal static class PolicySchema
{
    private const string Resource = "RefundAgent.Adapters.Policies.refund-policy.schema.json";

    private static readonly Lazy<JsonSchema> Schema = new(Load);

    public static string Text
    {
        get
        {
            using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"{Resource} is not embedded in the assembly.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    public static IEnumerable<PolicyFault> FaultsOf(string json) => Schema.Value.Validate(json).SelectMany(Leaves).Select(SchemaFault.Translate);

    /// <summary>The library wraps what is wrong with an entry of a list; the operator wants the entry's own fault.</summary>
    private static IEnumerable<ValidationError> Leaves(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid } wrapper
            ? wrapper.Errors.Values.SelectMany(errors => errors).SelectMany(Leaves)
            : [error];

    /// <summary>No waiting happens here: the text is embedded and refers only to itself.</summary>
    private static JsonSchema Load() => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult();
}
