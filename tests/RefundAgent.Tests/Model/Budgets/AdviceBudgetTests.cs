using CsCheck;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Model.Budgets;

namespace RefundAgent.Tests.Model.Budgets;

public sealed class AdviceBudgetTests
{
    [Fact]
    public void A_request_that_could_pass_a_limit_is_not_made()
    {
        var budget = new AdviceBudget(new ModelOptions { MaxTokensPerAdvice = 10_000, MaxOutputTokens = 1_500 });

        Assert.Null(budget.Refuses(new Spending(5_000, 0, 500, 0), Prompt(3_000)));
        Assert.Equal(
            "5501 tokens used, and one more request could pass the limit of 10000",
            budget.Refuses(new Spending(5_000, 0, 501, 0), Prompt(3_000)));
    }

    [Fact]
    public void The_same_in_dollars()
    {
        var budget = new AdviceBudget(new ModelOptions
        {
            MaxOutputTokens = 1_000,
            InputPricePerMillion = 10,
            OutputPricePerMillion = 100,
            MaxCostPerAdvice = 0.2,
        });

        Assert.Null(budget.Refuses(new Spending(1, 0, 1, 0.09m), Prompt(1_000)));
        Assert.Equal(
            "0.091 dollars used, and one more request could pass the limit of 0.2",
            budget.Refuses(new Spending(1, 0, 1, 0.091m), Prompt(1_000)));
    }

    [Fact]
    public void However_a_conversation_goes_it_stays_within_what_is_reserved_for_it() =>
        Gen.Select(Gen.Int[0, 1_500], Gen.Int[0, 9_000]).Array[1, 40].Sample(turns =>
        {
            var options = new ModelOptions { InputPricePerMillion = 3, OutputPricePerMillion = 15 };
            var (budget, history, spent) = (new AdviceBudget(options), Prompt(6_000), default(Spending));
            foreach (var (output, bytes) in turns)
            {
                if (budget.Refuses(spent, history) is not null)
                {
                    break;
                }

                // A tokenizer makes no more of a text than the estimate does.
                var (sent, received) = (spent.InputTokens + (history.Sum(message => message.Content!.Length) / 3), spent.OutputTokens + output);
                spent = new Spending(sent, 0, received, options.CostOf(sent, 0, received));
                history.AddAssistantMessage(new string('x', bytes));
            }

            return spent.Tokens <= options.MaxTokensPerAdvice && spent.CostUsd <= options.MostCostPerAdvice;
        });

    [Fact]
    public void Input_that_the_server_had_read_before_has_a_price_of_its_own()
    {
        var options = new ModelOptions { InputPricePerMillion = 2, CachedInputPricePerMillion = 0.5, OutputPricePerMillion = 8 };

        Assert.Equal((700 * 2 + 300 * 0.5m + 50 * 8) / 1_000_000m, options.CostOf(1_000, 300, 50));
        options.CachedInputPricePerMillion = null;
        Assert.Equal(options.CostOf(1_000, 0, 50), options.CostOf(1_000, 300, 50));
    }

    /// <param name="tokens">As estimated.</param>
    private static ChatHistory Prompt(int tokens) => new(new string('p', (tokens - 1) * 3));
}
