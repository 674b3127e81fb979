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
        List<string> faults = [.. ServerFaults(options), .. RequestFaults(options), .. BudgetFaults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> ServerFaults(ModelOptions options)
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
    }

    private static IEnumerable<string> RequestFaults(ModelOptions options)
    {
        if (options.AttemptTimeoutSeconds > options.TimeoutSeconds)
        {
            yield return "Model:AttemptTimeoutSeconds must be at most Model:TimeoutSeconds: one request cannot have more time than all.";
        }

        if (options.ReasoningEffort is { Length: > 0 } effort && !ReasoningEfforts.All.Contains(effort))
        {
            yield return $"Model:ReasoningEffort is '{effort}' and must be one of {string.Join(", ", ReasoningEfforts.All)}; leave it out for a "
                + "model that does not reason.";
        }

        if (options.CachedInputPricePerMillion > options.InputPricePerMillion)
        {
            yield return "Model:CachedInputPricePerMillion must be at most Model:InputPricePerMillion: a limit in dollars is computed from it.";
        }
    }

    private static IEnumerable<string> BudgetFaults(ModelOptions options)
    {
        if (options.MaxTokensPerAdvice < options.MaxPromptTokens + options.MaxOutputTokens)
        {
            yield return "Model:MaxTokensPerAdvice must be at least Model:MaxPromptTokens + Model:MaxOutputTokens: less would not pay for "
                + "one answer.";
        }

        if (options.MaxTokensPerDay < options.MaxTokensPerAdvice)
        {
            yield return "Model:MaxTokensPerDay must be at least Model:MaxTokensPerAdvice: less would not pay for one message.";
        }

        var costs = options is { MaxCostPerAdvice: not null } or { MaxCostPerDay: not null };
        if (costs && (options.InputPricePerMillion == 0 || options.OutputPricePerMillion == 0))
        {
            yield return "Model:InputPricePerMillion and Model:OutputPricePerMillion must be set where Model:MaxCostPerAdvice or "
                + "Model:MaxCostPerDay is: a limit in dollars means nothing without prices.";
        }
        else if ((decimal?)options.MaxCostPerAdvice < options.CostOf(options.MaxPromptTokens, 0, options.MaxOutputTokens))
        {
            yield return "Model:MaxCostPerAdvice must cover Model:MaxPromptTokens and Model:MaxOutputTokens at the configured prices: less "
                + "would not pay for one answer.";
        }
        else if ((decimal?)options.MaxCostPerDay < options.MostCostPerAdvice)
        {
            yield return FormattableString.Invariant(
                $"Model:MaxCostPerDay must be at least what one message can cost, {options.MostCostPerAdvice} dollars (Model:MaxCostPerAdvice, else Model:MaxTokensPerAdvice at the dearer price).");
        }
    }
}
