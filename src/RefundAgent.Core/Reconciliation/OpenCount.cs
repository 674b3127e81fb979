using RefundAgent.Actions;
using RefundAgent.Records;

namespace RefundAgent.Reconciliation;

/// <summary>What decisions wait for.</summary>
/// <param name="Pending">Claims without a person's answer.</param>
/// <param name="Unknown">Refunds of which nobody knows whether they were made.</param>
public readonly record struct OpenCount(int Pending, int Unknown)
{
    public static OpenCount Of(DecisionRecord record) => new(
        record.Claims.Count(claim => claim.IsOpen()),
        record.Claims.Sum(claim => claim.Refund?.Parts.Count(part => part.Result is RefundResult.Unknown) ?? 0));

    public static OpenCount operator +(OpenCount left, OpenCount right) => new(left.Pending + right.Pending, left.Unknown + right.Unknown);
}
