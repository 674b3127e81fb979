using Microsoft.Extensions.Options;

namespace RefundAgent.Adapters.Model;

/// <summary>The ranges that stand in <see cref="ModelOptions"/> itself.</summary>
[OptionsValidator]
internal sealed partial class ModelOptionsRanges : IValidateOptions<ModelOptions>;

/// <summary>What no single field can say; runs beside the ranges, so that an operator sees every fault in one go.</summary>
internal sealed class ModelOptionsRules : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ModelOptions options)
    {
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("https" or "http"))
        {
            yield return "Model:Endpoint must be an absolute http or https address, for example https://name.openai.azure.com/openai/v1/.";
        }
        else if (options.ApiKey is null && endpoint.Scheme != Uri.UriSchemeHttps)
        {
            yield return "Model:Endpoint must use https where Model:ApiKey is absent: an identity's token never travels in the clear.";
        }

        if (options.ApiKey is { } key && string.IsNullOrWhiteSpace(key))
        {
            yield return "Model:ApiKey must not be blank: leave it out to sign in by managed identity, or give any text to a server "
                + "that wants no key.";
        }

        if (options.MaxTokensPerAdvice < options.MaxPromptTokens + options.MaxOutputTokens)
        {
            yield return "Model:MaxTokensPerAdvice must be at least Model:MaxPromptTokens + Model:MaxOutputTokens: less would not pay for "
                + "one answer.";
        }
    }
}
