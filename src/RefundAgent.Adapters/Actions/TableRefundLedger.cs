using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// The refund ledger: a refund's row and the totals that it moves stand in one partition, so that they change together or not at all, and
/// concurrent refunds of one customer cannot pass what was paid or any limit.
/// </summary>
internal sealed class TableRefundLedger(ITables tables, Contention contention, TimeProvider time) : IRefundLedger
{
    private const string RefundPrefix = "refund";

    private readonly ITable ledger = tables[TableNames.RefundLedger];
    private readonly AccountRows accounts = new(tables[TableNames.RefundLedger]);

    public Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
        accounts.ReadAsync(AccountRows.Partition(tenant, customer), cancellationToken);

    public Task<PlanResult> PlanAsync(
        ImmutableArray<RefundEntry> entries, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken) =>
        contention.RunAsync(
            $"the account of customer {entries[0].Customer}",
            attempt => attempt == 0 && seen.ETag is not null && seen.Refuses(entries, caps) is null
                ? TryPlanAsync([.. entries.Select(entry => RowWrite.Insert(RowOf(entry)))], entries, seen, cancellationToken)
                : TryPlanAfreshAsync(entries, caps, cancellationToken),
            cancellationToken);

    public Task<RestoredRefund> RestoreAsync(RefundEntry entry, CancellationToken cancellationToken) =>
        contention.RunAsync(
            $"the account of customer {entry.Customer}",
            async _ =>
            {
                // The account first, as in planning: whoever writes the row in between makes the commit fail.
                var account = await ReadAccountAsync(entry.Tenant, entry.Customer, cancellationToken);
                return await FindAsync(entry.Tenant, entry.Customer, entry.Key, cancellationToken) is { } stands
                    ? new RestoredRefund(stands, Written: false)
                    : await TryPlanAsync([RowWrite.Insert(RowOf(entry))], [entry], account, cancellationToken) is PlanResult.Planned { Entries: [var written] }
                        ? new RestoredRefund(written, Written: true)
                        : null;
            },
            cancellationToken);

    public Task<MoveResult> MoveAsync(RefundEntry entry, RefundMove move, CancellationToken cancellationToken)
    {
        // What the caller last saw serves for a first try; that nothing is to be done is only ever said of the row as it stands.
        var known = entry.ETag is not null && move.Leads(entry) ? entry : null;
        return contention.RunAsync(
            $"refund {entry.Key}",
            async attempt =>
            {
                var stands = attempt == 0 && known is not null
                    ? known
                    : await FindAsync(entry.Tenant, entry.Customer, entry.Key, cancellationToken)
                        ?? throw new InvalidOperationException($"Refund {entry.Key} cannot be moved to {move.To}: it was never planned.");
                return move.Leads(stands)
                    ? await TryMoveAsync(stands, move, cancellationToken)
                    : new MoveResult(stands, Moved: false, stands.State);
            },
            cancellationToken);
    }

    public Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken) =>
        FindAsync(AccountRows.Partition(tenant, customer), key, cancellationToken);

    public async Task<ImmutableArray<RefundEntry>> OfOrderAsync(
        TenantId tenant, CustomerId customer, OrderId order, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<RefundEntry>();
        var partition = AccountRows.Partition(tenant, customer);
        var prefix = KeyText.Join(RefundPrefix, string.Empty);
        await foreach (var row in ledger.QueryAsync(new RowQuery { PartitionFrom = partition, KeyFrom = prefix }, cancellationToken))
        {
            if (row.Key.StartsWith(prefix, StringComparison.Ordinal) && Read(row) is var entry && entry.Order == order)
            {
                found.Add(entry);
            }
        }

        return found.DrainToImmutable();
    }

    public async Task<PaymentState> MarkPaymentAsync(
        TenantId tenant, CustomerId customer, PaymentReference payment, Func<PaymentState, PaymentState> change, CancellationToken cancellationToken) =>
        await contention.RunAsync(
            $"the account of customer {customer}",
            async _ =>
            {
                var partition = AccountRows.Partition(tenant, customer);
                var account = await accounts.ReadAsync(partition, cancellationToken);
                var after = change(account.Of(payment));
                return after == account.Of(payment)
                    || await ledger.TryCommitAsync([.. AccountRows.Mark(partition, customer, account, payment, after)], cancellationToken) is not null
                        ? after
                        : null;
            },
            cancellationToken);

    private async Task<PlanResult?> TryPlanAfreshAsync(ImmutableArray<RefundEntry> entries, RefundCaps caps, CancellationToken cancellationToken)
    {
        // The account first: a refund that is planned between the two reads then makes the commit fail instead of being counted twice.
        var account = await ReadAccountAsync(entries[0].Tenant, entries[0].Customer, cancellationToken);
        var rows = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Tenant, entry.Customer, entry.Key, cancellationToken)));
        ImmutableArray<RefundEntry> stand = [.. rows.OfType<RefundEntry>()];
        if (stand.Any(entry => !MayReplace(entries[0], entry)))
        {
            return new PlanResult.Known(stand);
        }

        if (account.Refuses(entries, caps) is not { } refusal)
        {
            return await TryPlanAsync(WritesOf(entries, rows), entries, account, cancellationToken);
        }

        var failed = entries.Select(entry => entry with
        {
            State = RefundState.Failed,
            SubmittedAt = null,
            Detail = new RefundResult.Failed(refusal.Failure, refusal.Why).Written,
        });
        return await ledger.TryCommitAsync(WritesOf([.. failed], rows), cancellationToken) is null ? null : new PlanResult.Refused(refusal);
    }

    /// <summary>Null where what was seen no longer stands.</summary>
    private async Task<PlanResult?> TryPlanAsync(
        ImmutableArray<RowWrite> rows, ImmutableArray<RefundEntry> entries, CustomerAccount account, CancellationToken cancellationToken)
    {
        var after = account.With(entries);
        RowWrite[] totals = [.. AccountRows.Change(PartitionOf(entries[0]), account.ETag!, after, entries[0])];
        return await ledger.TryCommitAsync([.. totals, .. rows], cancellationToken) is { } etags
            ? new PlanResult.Planned(
                [.. entries.Zip(etags.Skip(totals.Length), (entry, etag) => entry with { ETag = etag })], after with { ETag = etags[0] })
            : null;
    }

    /// <summary>A person may agree to what the agent was refused, as long as no provider has heard of it.</summary>
    private static bool MayReplace(RefundEntry entry, RefundEntry stands) =>
        entry.Initiator == RefundInitiator.Person
        && stands is { Initiator: RefundInitiator.Agent, State: RefundState.Failed, SubmittedAt: null };

    private static ImmutableArray<RowWrite> WritesOf(ImmutableArray<RefundEntry> entries, RefundEntry?[] stand) =>
    [
        .. entries.Zip(stand, (entry, row) => row is null ? RowWrite.Insert(RowOf(entry)) : RowWrite.Replace(RowOf(entry) with { ETag = row.ETag })),
    ];

    private async Task<MoveResult?> TryMoveAsync(RefundEntry stands, RefundMove move, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var moved = stands with
        {
            State = move.To,
            SubmittedAt = move.To == RefundState.Submitted ? now : stands.SubmittedAt,
            ProviderReference = move.Reference ?? stands.ProviderReference,
            Detail = move.Detail,
            UpdatedAt = now,
        };
        var row = RowWrite.Replace(RowOf(moved) with { ETag = stands.ETag });
        var etag = (stands.State, move.To) switch
        {
            (_, RefundState.Failed) => await TryRecountAsync(moved, row, account => account.Without(moved), cancellationToken),
            (RefundState.Failed, _) => await TryRecountAsync(moved, row, account => account.With(moved), cancellationToken),
            _ => await ledger.TryWriteAsync(row, cancellationToken),
        };
        return etag is null ? null : new MoveResult(moved with { ETag = etag }, Moved: true, stands.State);
    }

    private async Task<string?> TryRecountAsync(
        RefundEntry moved, RowWrite row, Func<CustomerAccount, CustomerAccount> recount, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(moved);
        var account = await accounts.ReadAsync(partition, cancellationToken);
        RowWrite[] writes = [.. AccountRows.Change(partition, account.ETag!, recount(account), moved), row];
        return await ledger.TryCommitAsync(writes, cancellationToken) is { } etags ? etags[^1] : null;
    }

    private async Task<RefundEntry?> FindAsync(string partition, RefundKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(partition, KeyOf(key), cancellationToken) is { } row ? Read(row) : null;

    private RefundEntry Read(Row row) => row.Read<RefundEntry>(ledger.Name) with { ETag = row.ETag };

    private static Row RowOf(RefundEntry entry) => Row.Of(PartitionOf(entry), KeyOf(entry.Key), entry);

    private static string PartitionOf(RefundEntry entry) => AccountRows.Partition(entry.Tenant, entry.Customer);

    private static string KeyOf(RefundKey key) => KeyText.Join(RefundPrefix, KeyText.Encode(key.Value));
}
