using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// The refund ledger: a refund's row and the totals that it moves stand in one partition, so that they change together or not at all, and
/// concurrent refunds of one customer cannot pass what was paid or any limit.
/// </summary>
internal sealed class TableRefundLedger(ITables tables, Contention contention, TimeProvider time) : IRefundLedger
{
    private readonly ITable ledger = tables[TableNames.RefundLedger];
    private readonly AccountRows accounts = new(tables[TableNames.RefundLedger]);

    public Task<CustomerAccount> ReadAccountAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
        accounts.ReadAsync(AccountRows.Partition(tenant, customer), cancellationToken);

    public Task<PlanResult> PlanAsync(RefundEntry entry, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken) =>
        contention.RunAsync(
            $"the account of customer {entry.Customer}",
            attempt => attempt == 0 && seen.ETag is not null
                ? TryCommitAsync(entry, caps, seen, cancellationToken)
                : TryPlanAfreshAsync(entry, caps, cancellationToken),
            cancellationToken);

    public Task<RefundEntry> MoveAsync(
        RefundEntry entry, RefundState state, string? providerReference, string? detail, CancellationToken cancellationToken)
    {
        // What the caller last saw serves for a first try; that nothing is to be done is only ever said of the row as it stands.
        var known = entry.ETag is not null && IsLater(entry.State, state) ? entry : null;
        return contention.RunAsync(
            $"refund {entry.Key}",
            async attempt =>
            {
                var stands = attempt == 0 && known is not null
                    ? known
                    : await FindAsync(entry.Tenant, entry.Customer, entry.Key, cancellationToken)
                        ?? throw new InvalidOperationException($"Refund {entry.Key} cannot be moved to {state}: it was never planned.");
                return await TryMoveAsync(stands, state, providerReference, detail, cancellationToken);
            },
            cancellationToken);
    }

    public async Task<RefundEntry?> FindAsync(TenantId tenant, CustomerId customer, RefundKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(AccountRows.Partition(tenant, customer), KeyOf(key), cancellationToken) is { } row
            ? row.Read<RefundEntry>(ledger.Name) with { ETag = row.ETag }
            : null;

    /// <summary>Null where what was seen no longer stands, or refuses: only a fresh look may say no.</summary>
    private async Task<PlanResult?> TryCommitAsync(RefundEntry entry, RefundCaps caps, CustomerAccount account, CancellationToken cancellationToken)
    {
        if (account.Refuses(entry, caps) is not null)
        {
            return null;
        }

        var partition = AccountRows.Partition(entry.Tenant, entry.Customer);
        var after = account.With(entry);
        RowWrite[] writes =
        [
            .. AccountRows.Change(partition, account.ETag!, after, entry),
            RowWrite.Insert(Row.Of(partition, KeyOf(entry.Key), entry)),
        ];
        return await ledger.TryCommitAsync(writes, cancellationToken) is { } etags
            ? new PlanResult.Planned(entry with { ETag = etags[^1] }, after with { ETag = etags[0] })
            : null;
    }

    private async Task<PlanResult?> TryPlanAfreshAsync(RefundEntry entry, RefundCaps caps, CancellationToken cancellationToken)
    {
        // The account first: a refund that is planned between the two reads then makes the commit fail instead of being counted twice.
        var account = await ReadAccountAsync(entry.Tenant, entry.Customer, cancellationToken);
        if (await FindAsync(entry.Tenant, entry.Customer, entry.Key, cancellationToken) is { } known)
        {
            return new PlanResult.Known(known);
        }

        return account.Refuses(entry, caps) is { } why
            ? new PlanResult.Refused(why)
            : await TryCommitAsync(entry, caps, account, cancellationToken);
    }

    private async Task<RefundEntry?> TryMoveAsync(
        RefundEntry stands, RefundState state, string? providerReference, string? detail, CancellationToken cancellationToken)
    {
        if (!IsLater(stands.State, state))
        {
            return stands;
        }

        var moved = stands with
        {
            State = state,
            ProviderReference = providerReference ?? stands.ProviderReference,
            Detail = detail,
            UpdatedAt = time.GetUtcNow(),
        };
        var partition = AccountRows.Partition(stands.Tenant, stands.Customer);
        var row = RowWrite.Replace(Row.Of(partition, KeyOf(stands.Key), moved) with { ETag = stands.ETag });
        var etag = state == RefundState.Failed
            ? await TryReleaseAsync(partition, moved, row, cancellationToken)
            : await ledger.TryWriteAsync(row, cancellationToken);
        return etag is null ? null : moved with { ETag = etag };
    }

    private async Task<string?> TryReleaseAsync(string partition, RefundEntry failed, RowWrite row, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(partition, cancellationToken);
        RowWrite[] writes = [.. AccountRows.Change(partition, account.ETag!, account.Without(failed), failed), row];
        return await ledger.TryCommitAsync(writes, cancellationToken) is { } etags ? etags[^1] : null;
    }

    /// <summary>
    /// States are declared in the order in which a refund can pass through them, but for two things: an unknown one becomes anything that
    /// is found out, and a bank can send back what had succeeded. A failed one stays failed: its sum may have been given to another.
    /// </summary>
    private static bool IsLater(RefundState stands, RefundState state) => Rank(state) > Rank(stands);

    private static int Rank(RefundState state) => state switch
    {
        RefundState.Planned => 0,
        RefundState.Submitted => 1,
        RefundState.Unknown => 2,
        RefundState.Pending => 3,
        RefundState.Succeeded => 4,
        _ => 5,
    };

    private static string KeyOf(RefundKey key) => KeyText.Join("refund", KeyText.Encode(key.Value));
}
