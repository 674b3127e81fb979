namespace RefundAgent.Reading;

/// <summary>
/// Finds each request's reason, in its own sentence or told beside it: "My order never arrived. Please refund it." A plain refund whose
/// goods never came, or whose money was wrong, has nothing to send back, wherever in the message that was said.
/// </summary>
internal static class Grounds
{
    public static void Settle(List<Sentence> sentences, List<Draft> drafts)
    {
        var told = sentences
            .Where(sentence => !drafts.Exists(draft => draft.Sentence == sentence) && !sentence.Has(Concept.If))
            .Select(sentence => (Sentence: sentence, Reason: Reasons.Find(sentence.Span)))
            .Where(ground => ground.Reason is not null)
            .ToList();
        var isOnly = drafts.Count(draft => draft.IsMoney) == 1;
        foreach (var draft in drafts)
        {
            var own = Reasons.Find(draft.Sentence.Span);
            draft.Reason = own;
            draft.LeavesNothingToReturn = Reasons.LeavesNothingToReturn(own, draft.Sentence);
            if (draft.IsMoney)
            {
                Take(draft, told, isOnly);
            }
        }
    }

    private static void Take(Draft draft, List<(Sentence Sentence, string? Reason)> told, bool isOnly)
    {
        foreach (var (sentence, reason) in told)
        {
            if (Speaks(sentence, draft) is not { } byName)
            {
                continue;
            }

            if (draft.Action == Concept.Refund && !draft.LeavesNothingToReturn && IsAboutThePurchase(reason))
            {
                draft.Reason = reason;
                draft.LeavesNothingToReturn = true;
            }
            else if (isOnly || byName)
            {
                draft.Reason ??= reason;
            }
        }
    }

    /// <summary>Told beside the request, only what holds for the purchase as a whole counts; a puzzle that misses a piece is there.</summary>
    private static bool IsAboutThePurchase(string? reason) =>
        reason is ClaimReason.NotReceived or ClaimReason.DuplicateCharge or ClaimReason.IncorrectAmount or ClaimReason.Unauthorised;

    /// <returns>Null where the sentence is about other goods; else whether it names those of the request.</returns>
    private static bool? Speaks(Sentence sentence, Draft draft)
    {
        var named = sentence.Lexemes.Where(lexeme => lexeme.Naming is not null || lexeme.Order is not null).ToList();
        return named.Count == 0 ? false : named.Exists(lexeme => IsOf(lexeme, draft.Wish)) ? true : null;
    }

    private static bool IsOf(Lexeme lexeme, Wish wish) => lexeme.Order is { } order
        ? (wish.Orders.Count == 0 || wish.Orders.Contains(order))
            && wish.Items.TrueForAll(item => item.Naming.Lines.Any(line => line.Order.Id == order))
        : wish.Items.Count == 0
            ? wish.Orders.Count == 0 || lexeme.Naming!.Lines.Any(line => wish.Orders.Contains(line.Order.Id))
            : wish.Items.Exists(item => item.Naming.Lines.Any(lexeme.Naming!.Lines.Contains));
}
