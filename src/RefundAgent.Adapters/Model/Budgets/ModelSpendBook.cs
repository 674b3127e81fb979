using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Model.Budgets;

/// <summary>
/// What every process of a tenant spends on the model in a UTC day, in one row that each changes by ETag. Reserved before the model is
/// asked: a crash in between can make the day end too early, never too late.
/// </summary>
internal sealed class ModelSpendBook(ITables tables, Contention contention, TimeProvider time) : IDisposable
{
    private readonly ITable days = tables[TableNames.ModelSpend];

    /// <summary>Callers of one process queue here instead of racing each other for the row.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <exception cref="StorageBusyException">Other processes won every time.</exception>
    public async Task<ReserveAnswer> ReserveAsync(TenantId tenant, ModelSum ask, DayBudget limit, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return await ChangeAsync<ReserveAnswer>(tenant, day, seen => seen switch
        {
            _ when seen.Allows(ask, limit) => (seen.Reserve(ask), new ReserveAnswer.Reserved(new Reservation(tenant, day, ask))),
            { Exhausted: null } => (seen with { Exhausted = time.GetUtcNow() }, new ReserveAnswer.Exhausted(seen, First: true)),
            _ => (null, new ReserveAnswer.Exhausted(seen, First: false)),
        }, cancellationToken);
    }

    /// <summary>Frees the reservation and counts what was used instead, be it more.</summary>
    /// <exception cref="StorageBusyException">As above; the reservation stays.</exception>
    public Task SettleAsync(Reservation reservation, ModelSum used, CancellationToken cancellationToken) =>
        ChangeAsync(reservation.Tenant, reservation.Day, seen => (seen.Settle(reservation.Sum, used), this), cancellationToken);

    public void Dispose() => turn.Dispose();

    /// <param name="change">The day as it should be, null to leave it, with the answer.</param>
    private async Task<T> ChangeAsync<T>(
        TenantId tenant, DateOnly day, Func<ModelDay, (ModelDay? After, T Answer)> change, CancellationToken cancellationToken)
        where T : class
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await contention.RunAsync(
                $"The model's {day:O} of tenant {tenant}", _ => TryChangeAsync(tenant, day, change, cancellationToken), cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<T?> TryChangeAsync<T>(
        TenantId tenant, DateOnly day, Func<ModelDay, (ModelDay? After, T Answer)> change, CancellationToken cancellationToken)
        where T : class
    {
        var (partition, key) = (PartitionOf(tenant), KeyOf(day));
        var row = await days.FindAsync(partition, key, cancellationToken);
        var (after, answer) = change(row?.Read<ModelDay>(days.Name) ?? ModelDay.Nothing);
        if (after is null)
        {
            return answer;
        }

        var next = Row.Of(partition, key, after);
        var write = row is null ? RowWrite.Insert(next) : RowWrite.Replace(next with { ETag = row.ETag });
        return await days.TryWriteAsync(write, cancellationToken) is null ? null : answer;
    }

    internal static string PartitionOf(TenantId tenant) => KeyText.Encode(tenant.Value);

    internal static string KeyOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>A place in a tenant's day.</summary>
internal sealed record Reservation(TenantId Tenant, DateOnly Day, ModelSum Sum);

/// <summary>Whether the day has room.</summary>
internal abstract record ReserveAnswer
{
    private ReserveAnswer()
    {
    }

    public sealed record Reserved(Reservation Place) : ReserveAnswer;

    /// <param name="First">Nobody was told today.</param>
    public sealed record Exhausted(ModelDay Day, bool First) : ReserveAnswer;
}
