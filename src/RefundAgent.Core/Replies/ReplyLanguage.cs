using RefundAgent.Records;

namespace RefundAgent.Replies;

/// <summary>Which language a customer is answered in.</summary>
internal static class ReplyLanguage
{
    /// <summary>What the helpdesk says; null for the default.</summary>
    public static string? Of(DecisionRecord record) => record.Papers?.Ticket.Language;
}
