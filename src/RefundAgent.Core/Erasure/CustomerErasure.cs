using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Erasure;

/// <summary>
/// Erases a customer: the decisions on their messages are named in the control log, by which the learner's next run makes of what was
/// learned what it would be without them; then every place that holds something of them is emptied, papers and orders last, since they are
/// what the rest is found by. One that was cut short goes on when it is asked for again.
/// </summary>
public sealed partial class CustomerErasure(
    ICustomerCases cases,
    IEnumerable<IPersonalData> places,
    IControlLog log,
    ILeases leases,
    IIdSource ids,
    TimeProvider time,
    ILogger<CustomerErasure> logger)
{
    /// <summary>Longer than a request may take.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(4);

    /// <returns>How many there were of each kind.</returns>
    /// <exception cref="StorageBusyException">The learner is at work, and what it saves just now could hold what is erased.</exception>
    public async Task<ImmutableSortedDictionary<string, int>> RunAsync(
        TenantId tenant, CustomerId customer, PrincipalId by, string? note, CancellationToken cancellationToken)
    {
        var erased = await cases.FindAsync(tenant, customer, cancellationToken);
        if (!erased.Decisions.IsEmpty)
        {
            ImmutableArray<Records.DecisionId> named = [.. erased.Decisions.OrderBy(decision => decision.Value, StringComparer.Ordinal)];
            await log.AppendAsync(tenant, new Control.EraseCases(named), by, time.GetUtcNow(), note, cancellationToken);
        }

        var lease = await leases.TryTakeAsync(LearnerTick.LeaseName, ids.Next(), LeaseTime, cancellationToken)
            ?? throw new StorageBusyException("The learner is at work; its versions can be cleared when it has finished");
        try
        {
            var counts = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
            foreach (var place in places)
            {
                counts[place.Kind] = await place.EraseAsync(tenant, erased, cancellationToken);
            }

            LogErased(by.Value, erased.Decisions.Count, tenant.Value);
            return counts.ToImmutable();
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    [LoggerMessage(4102, LogLevel.Information, "{Person} erased a customer with {Decisions} decisions of tenant {Tenant}")]
    private partial void LogErased(string person, int decisions, string tenant);
}
