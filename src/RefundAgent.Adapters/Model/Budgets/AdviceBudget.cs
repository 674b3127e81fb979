using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace RefundAgent.Adapters.Model.Budgets;

/// <summary>
/// What one advice may use. It looks ahead: a request is refused if it could pass a limit, so that what was reserved for the advice is
/// what it costs at most.
/// </summary>
internal sealed class AdviceBudget(ModelOptions options)
{
    /// <returns>Why the request must not be made; null where it may.</returns>
    public string? Refuses(Spending spent, ChatHistory next)
    {
        var input = PromptBudget.TokensOf(next.Sum(message => message.Items.Sum(Bytes)));
        if (spent.Tokens + input + options.MaxOutputTokens > options.MaxTokensPerAdvice)
        {
            return $"{spent.Tokens} tokens used, and one more request could pass the limit of {options.MaxTokensPerAdvice}";
        }

        return (decimal?)options.MaxCostPerAdvice is { } limit
            && spent.CostUsd + options.CostOf(input, 0, options.MaxOutputTokens) > limit
                ? FormattableString.Invariant($"{spent.CostUsd} dollars used, and one more request could pass the limit of {limit}")
                : null;
    }

    private static int Bytes(KernelContent part) => CaseJson.Bytes(part switch
    {
        TextContent said => said.Text ?? "",
        FunctionCallContent call => call.FunctionName,
        FunctionResultContent result => result.Result as string ?? "",
        _ => "",
    });
}
