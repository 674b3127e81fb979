using RefundAgent.Amounts;
using RefundAgent.Reconciliation;
using RefundAgent.Records;

namespace RefundAgent.Web.Discrepancies;

/// <summary>A discrepancy as the contract shows it.</summary>
internal sealed record DiscrepancyView
{
    public required DiscrepancyId Id { get; init; }

    public required DiscrepancyKind Kind { get; init; }

    public required DiscrepancyStatus Status { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public DecisionId? DecisionId { get; init; }

    public Money? Amount { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public DiscrepancyClosing? Closed { get; init; }

    public static DiscrepancyView Of(Discrepancy discrepancy) => new()
    {
        Id = discrepancy.Id,
        Kind = discrepancy.Kind,
        Status = discrepancy.Closed is null ? DiscrepancyStatus.Open : DiscrepancyStatus.Closed,
        Subject = discrepancy.Subject,
        Text = discrepancy.Text,
        DecisionId = discrepancy.Decision,
        Amount = discrepancy.Amount,
        OpenedAt = discrepancy.OpenedAt,
        LastSeenAt = discrepancy.LastSeenAt,
        Closed = discrepancy.Closed,
    };
}

/// <summary>Whether somebody still has to look.</summary>
internal enum DiscrepancyStatus
{
    Open,
    Closed,
}
