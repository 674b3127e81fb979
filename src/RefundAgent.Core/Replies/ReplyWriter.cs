using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Replies;

/// <summary>
/// Puts a decision into words for the customer from the record alone, so that an answer can never promise more than was ruled
/// (Moffatt v. Air Canada, 2024 BCCRT 149: the operator is bound by what its agent says).
/// </summary>
public static class ReplyWriter
{
    private const string Paragraph = "\n\n";

    public static string Write(DecisionRecord record, ReplyBook book)
    {
        var texts = book.TextsForFirst(record.Tenant, ReplyLanguage.Of(record));
        return FrameOf(record, texts) is { } frame
            ? ReplyFrame.Fill(frame, id => Sentence(record.Claims.Single(claim => claim.Id == id), texts))
            : string.Join(Paragraph, record.Claims.Select(claim => Sentence(claim, texts)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>
    /// A model's own words, where all came as it thought and the check passes again: what it wrote for a refund must not stand around a
    /// refusal, nor around anything that a person has yet to decide.
    /// </summary>
    private static string? FrameOf(DecisionRecord record, ReplyTexts texts) =>
        record.Papers?.ReplyFrame is { } frame
        && record.Claims.All(IsAsProposed)
        && ReplyFrame.Faults(frame, record.Claims.Select(claim => claim.Id)).IsEmpty
        && ReplyFrame.LanguageOf(frame) == LanguageTag.Primary(texts.Language)
            ? frame
            : null;

    private static bool IsAsProposed(ClaimRecord claim) =>
        claim.Ruling.Outcome == claim.Proposal.Outcome && claim.Proposal.Contradiction is null
        && (claim.Ruling, claim.Status) switch
        {
            (Ruling.Approve, ClaimStatus.Executed) => claim.Refund is { Result: RefundResult.Succeeded or RefundResult.Pending },
            (Ruling.Deny or Ruling.Ask, ClaimStatus.Answered) => true,
            _ => false,
        };

    private static string Sentence(ClaimRecord claim, ReplyTexts texts) => (claim.Ruling, claim.Status) switch
    {
        (Ruling.Approve approve, ClaimStatus.Executed) when claim.Refund is { Result: null } => texts.Say(TextKeys.UnderWay, approve.Order),
        (Ruling.Approve approve, ClaimStatus.Executed) => texts.Join(
            [texts.Say(KeyOf(approve.PayTo, claim.Refund is { Result: RefundResult.Pending }), approve.Order, approve.Amount), .. WithIt(approve, claim.Answer, texts)]),
        (Ruling.Approve approve, _) => texts.Say(TextKeys.CheckingOrder, approve.Order),
        (Ruling.Deny deny, ClaimStatus.Answered) => WhyNot(deny) is { } why
            ? texts.Say(TextKeys.DeniedBecause, "why", InWords(why, texts))
            : texts.Say(TextKeys.Denied),
        (Ruling.Deny, _) => texts.Say(TextKeys.Checking),
        (Ruling.Ask ask, _) => texts.Say(TextKeys.Ask, "questions", texts.Join(
            ask.Missing.Select((words, place) => place < ask.Questions.Length ? InWords(ask.Questions[place], words, texts) : words))),
        _ => texts.Say(TextKeys.HandedOver),
    };

    private static string KeyOf(RefundDestination payTo, bool pending) => (payTo, pending) switch
    {
        (RefundDestination.StoreCredit, false) => TextKeys.RefundedAsStoreCredit,
        (RefundDestination.StoreCredit, true) => TextKeys.OnItsWayAsStoreCredit,
        (RefundDestination.GiftCard, false) => TextKeys.RefundedToGiftCard,
        (RefundDestination.GiftCard, true) => TextKeys.OnItsWayToGiftCard,
        (_, false) => TextKeys.Refunded,
        (_, true) => TextKeys.OnItsWay,
    };

    /// <summary>What a customer would otherwise ask next: why it is not all, and whether the goods are wanted back.</summary>
    /// <param name="approve">As it was carried out.</param>
    /// <param name="answer">A person's, who may have given another sum than the one that the fee was kept of.</param>
    /// <param name="texts">Of the customer's language.</param>
    private static ImmutableArray<string> WithIt(Ruling.Approve approve, ApprovalAnswer? answer, ReplyTexts texts) =>
    [
        approve.Reasons.FirstOrDefault(reason => reason.Id == ReasonIds.RestockingFee) is { } fee
            && (answer?.Held is not Ruling.Approve held || held.Amount == approve.Amount)
                ? InWords(fee, texts)
                : "",
        approve.KeepItem ? texts.Say(TextKeys.KeepItem) : "",
    ];

    /// <summary>
    /// The operator's words: the limit that said no where a rule would have said yes, else the rule. What past cases or a model advised
    /// is for staff.
    /// </summary>
    private static Reason? WhyNot(Ruling.Deny deny) =>
        deny.Reasons.FirstOrDefault(reason => reason.Kind == ReasonKind.Limit)
            ?? deny.Reasons.FirstOrDefault(reason => reason.Kind == ReasonKind.Policy);

    private static string InWords(Reason reason, ReplyTexts texts) => InWords(reason.Phrase, reason.Text, texts);

    /// <param name="phrase">Null, or of a key that this version does not know, for the words as they were written.</param>
    private static string InWords(Phrase? phrase, string words, ReplyTexts texts) =>
        phrase is not null && texts.Say(phrase) is { Length: > 0 } said ? said : words;
}
