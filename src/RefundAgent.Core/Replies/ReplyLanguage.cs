using RefundAgent.Records;

namespace RefundAgent.Replies;

/// <summary>Which language a customer is answered in.</summary>
internal static class ReplyLanguage
{
    /// <summary>What an advisor understood, what the helpdesk says, and what the message itself makes plain; nothing once it is erased.</summary>
    public static IEnumerable<string?> Of(DecisionRecord record)
    {
        if (record.Papers is { } papers)
        {
            yield return papers.Language;
            yield return papers.Ticket.Language;
            yield return LanguageGuess.Of(papers.Ticket.Text);
        }
    }
}
