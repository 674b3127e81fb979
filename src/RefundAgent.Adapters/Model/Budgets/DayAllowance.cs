using Microsoft.Extensions.Logging;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Model.Budgets;

/// <summary>
/// Keeps a tenant's day within its limit by reserving, before the model is asked, what one conversation may use at most. What might still be
/// billed stays reserved: after a time limit, a cancellation or a crash nobody knows what the server has done.
/// </summary>
internal sealed partial class DayAllowance(ModelSpendBook book, ModelOptions options, ILogger<DayAllowance> logger)
{
    private readonly DayBudget limit = DayBudget.Of(options);
    private readonly ModelSum most = new(options.MaxTokensPerAdvice, options.MostCostPerAdvice);

    /// <summary>Without a limit no row is touched.</summary>
    /// <param name="tenant">Whose day it is.</param>
    /// <param name="asking">One conversation, with what it used.</param>
    /// <param name="cancellationToken">For the reservation; settling is never called off.</param>
    /// <exception cref="ModelException">The day has no room, or the conversation failed.</exception>
    public async Task<T> WithinAsync<T>(TenantId tenant, Func<Task<(T Value, ModelSum Used)>> asking, CancellationToken cancellationToken)
    {
        if (!limit.IsLimited)
        {
            return (await asking()).Value;
        }

        var place = await ReserveAsync(tenant, cancellationToken);
        try
        {
            var (value, used) = await asking();
            await SettleAsync(place, used);
            return value;
        }
        catch (ModelException failure) when (failure.Fault != ModelFault.TimedOut)
        {
            await SettleAsync(place, new ModelSum(failure.Spent.Tokens, failure.Spent.CostUsd));
            throw;
        }
    }

    private async Task<Reservation> ReserveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            switch (await book.ReserveAsync(tenant, most, limit, cancellationToken))
            {
                case ReserveAnswer.Reserved { Place: var place }:
                    return place;
                case ReserveAnswer.Exhausted { First: true, Day: var day }:
                    LogExhausted(tenant, day.Used.Tokens, day.Used.CostUsd, day.Reserved.Tokens, day.Reserved.CostUsd);
                    break;
            }

            throw new ModelException(ModelFault.OverBudget, "the tenant's day has no room for one more message", default) { ToldElsewhere = true };
        }
        catch (StorageBusyException busy)
        {
            throw new ModelException(ModelFault.OverBudget, "the book of the day could not be written", default, busy);
        }
    }

    /// <summary>Never at the cost of the answer.</summary>
    private async Task SettleAsync(Reservation place, ModelSum used)
    {
        try
        {
            await book.SettleAsync(place, used, CancellationToken.None);
        }
        catch (StorageBusyException busy)
        {
            LogUnsettled(busy, place.Tenant, place.Sum.Tokens, place.Sum.CostUsd);
        }
    }

    [LoggerMessage(5024, LogLevel.Warning,
        "The model's budget of tenant {Tenant} has no room left today ({Tokens} tokens and {Dollars} dollars used, {ReservedTokens} and "
        + "{ReservedDollars} held by messages under way): the built-in advisor speaks. This is told once a day")]
    private partial void LogExhausted(TenantId tenant, long tokens, decimal dollars, long reservedTokens, decimal reservedDollars);

    [LoggerMessage(5025, LogLevel.Warning,
        "What a message of tenant {Tenant} used could not be written: its {Tokens} tokens and {Dollars} dollars stay reserved for today")]
    private partial void LogUnsettled(Exception exception, TenantId tenant, long tokens, decimal dollars);
}
