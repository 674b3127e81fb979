using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model.Budgets;

/// <summary>One message's advice within the tenant's day.</summary>
internal sealed class DayBudgetAdvisor(IAdvisor inner, DayAllowance day) : IAdvisor
{
    public Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken) => day.WithinAsync(
        inquiry.Ticket.Tenant,
        async () =>
        {
            var counsel = await inner.AdviseAsync(inquiry, cancellationToken);
            return (counsel, new ModelSum(counsel.Usage.InputTokens + counsel.Usage.OutputTokens, counsel.Usage.CostUsd));
        },
        cancellationToken);
}
