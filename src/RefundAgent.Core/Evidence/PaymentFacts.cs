using System.Text.Json;
using RefundAgent.Actions;

namespace RefundAgent.Evidence;

/// <summary>How the money of the order stands: what was taken of it, and what the bank has said since.</summary>
internal static class PaymentFacts
{
    public static void Write(FactSheet facts, Order? order, CustomerAccount account)
    {
        if (order is null)
        {
            return;
        }

        facts.Add(FactNames.PaymentCaptured, FactValue.Of(CapturedWord(order)), new FactSource(FactOrigin.Order, order.Id.Value));
        var states = order.PaidBy.Select(payment => account.Of(payment.Reference)).ToList();
        var ledger = new FactSource(FactOrigin.RefundLedger, order.Payment.Value);
        var gravest = PaymentState.Gravest(states.Select(state => state.Dispute));
        facts.Add(FactNames.PaymentDispute, FactValue.Of(JsonNamingPolicy.CamelCase.ConvertName(gravest.ToString())), ledger);
        facts.Add(FactNames.PaymentFraudWarning, FactValue.Of(states.Any(state => state.FraudWarning)), ledger);
    }

    private static string CapturedWord(Order order) =>
        order.Captured is not { } taken || taken >= order.Paid ? "all"
        : taken.IsPositive ? "part"
        : "none";
}
