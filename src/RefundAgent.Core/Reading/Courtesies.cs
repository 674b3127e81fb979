namespace RefundAgent.Reading;

/// <summary>"Cancel it if you can" is polite; "if you can only do one of them" is a condition.</summary>
internal static class Courtesies
{
    public static void Settle(List<Lexeme> lexemes)
    {
        for (var at = 0; at + 1 < lexemes.Count; at++)
        {
            if (lexemes[at].Is(Concept.Courtesy) && lexemes[at].Text.StartsWith("if ", StringComparison.Ordinal)
                && (!EndsClause(lexemes[at + 1].Concept) || IsOffered(lexemes[at].Text, lexemes[at + 1].Concept)))
            {
                lexemes[at] = lexemes[at] with { Concept = Concept.If };
            }
        }
    }

    /// <summary>"if you can repair it, do so" sets a condition.</summary>
    private static bool IsOffered(string courtesy, Concept next) => courtesy is "if you can" or "if you could" or "if you would" && Stances.IsAction(next);

    private static bool EndsClause(Concept next) => Stances.IsAction(next) || next
        is Concept.Comma or Concept.Stop or Concept.Question or Concept.Close or Concept.And or Concept.Please
        or Concept.Dash or Concept.Semicolon or Concept.But or Concept.Because;
}
