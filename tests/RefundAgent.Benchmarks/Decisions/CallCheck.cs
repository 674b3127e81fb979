using RefundAgent.Adapters.Storage;
using RefundAgent.Benchmarks.World;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>Stops a run whose floor is no longer the product's: a ratio to another list of calls would mean nothing.</summary>
internal static class CallCheck
{
    private static readonly TenantId Tenant = TenantId.From("checked");

    /// <exception cref="InvalidOperationException">The product's calls for one case of a kind are not those of the list.</exception>
    public static async Task RunAsync(Product product, CancellationToken cancellationToken)
    {
        await product.ImportPolicyAsync(Tenant, cancellationToken);
        // The first decision of a process reads the policy as well, and its first refund the day.
        BenchCase[] cases = [.. new[] { CaseKind.Return, CaseKind.Escalation, CaseKind.Return, CaseKind.Cancel }.Select((kind, at) => new BenchCase(kind, at + 1))];
        await product.ImportOrdersAsync(Tenant, cases.Select(subject => subject.OrderLine), cancellationToken);
        var differences = new List<string?>();
        foreach (var subject in cases)
        {
            using var tally = product.Get<StorageMeter>().Measure();
            await product.Get<RefundDesk>().HandleAsync(TicketOf(subject), cancellationToken);
            differences.Add(FloorCalls.Difference(subject.MovesMoney, tally.ByName, tally.SandboxCalls));
        }

        if (differences.Skip(1).FirstOrDefault(difference => difference is not null) is { } found)
        {
            throw new InvalidOperationException($"{found} Bring FloorCalls and docs/benchmarks.md up to date first.");
        }
    }

    private static Ticket TicketOf(BenchCase subject) => new()
    {
        Tenant = Tenant,
        Id = TicketId.From(subject.Ticket),
        Message = MessageId.From("m1"),
        Text = subject.Text,
        Customer = new TicketCustomer(CustomerId.From(subject.Customer), null, Authenticated: true),
        BroughtBy = PrincipalId.From("benchmark"),
        ReceivedAt = RefundAgent.Cli.RealClock.Time.GetUtcNow(),
    };
}
