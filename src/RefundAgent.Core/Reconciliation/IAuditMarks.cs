using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>Remembers which days were compared with the provider's books, so that a day is looked at when it is over and once more a week later.</summary>
public interface IAuditMarks
{
    /// <summary><see cref="AuditMark.None"/> for a day that was never compared whole. One operation.</summary>
    Task<AuditMark> ReadAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken);

    Task WriteAsync(TenantId tenant, DateOnly day, AuditMark mark, CancellationToken cancellationToken);
}

/// <param name="Over">When the day was first compared whole after it was over; null until then.</param>
/// <param name="Late">When it was compared once more, for what providers and banks do days later.</param>
public sealed record AuditMark(DateTimeOffset? Over, DateTimeOffset? Late)
{
    public static AuditMark None { get; } = new(null, null);

    /// <summary>How many days later a day is compared once more.</summary>
    public const int LateAfterDays = 7;

    /// <param name="age">Days since; 0 for today, which is always due.</param>
    public bool IsDue(int age) => age <= 0 || Over is null || (age >= LateAfterDays && Late is null);

    public AuditMark Done(int age, DateTimeOffset now) =>
        age <= 0 ? this : new AuditMark(Over ?? now, age >= LateAfterDays ? now : Late);
}
