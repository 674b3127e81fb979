namespace RefundAgent.Reading;

/// <summary>A run of lexemes up to a full stop, a question mark or an empty line.</summary>
internal sealed class Sentence(string message, List<Lexeme> lexemes, int first, int end, bool isQuestion, bool isCut)
{
    private const int LongestSpan = 400;
    private const int LongestSentence = 500;

    public int First => first;

    public int End => end;

    public bool IsQuestion => isQuestion;

    /// <summary>Too long to be one sentence, so that its end may say what is not seen here.</summary>
    public bool IsCut => isCut;

    public Lexeme this[int at] => lexemes[at];

    public string Span => message.AsSpan(lexemes[first].Start, Math.Min(lexemes[end - 1].End - lexemes[first].Start, LongestSpan)).Trim().ToString();

    /// <summary>The words from one place up to another, as written.</summary>
    public string SpanOf(int from, int to) => message[lexemes[from].Start..lexemes[to - 1].End];

    public Concept At(int at) => at >= first && at < end ? lexemes[at].Concept : Concept.Stop;

    public bool Has(Concept concept) => Find(concept, first) >= 0;

    public int Find(Concept concept, int from)
    {
        for (var at = from; at < end; at++)
        {
            if (lexemes[at].Concept == concept)
            {
                return at;
            }
        }

        return -1;
    }

    public IEnumerable<Lexeme> Lexemes => lexemes.Skip(first).Take(end - first);

    public static List<Sentence> Split(string message, List<Lexeme> lexemes)
    {
        var sentences = new List<Sentence>();
        var wasCut = false;
        for (int at = 0, first = 0; at <= lexemes.Count; at++)
        {
            var isEnd = at == lexemes.Count || lexemes[at].Concept is Concept.Stop or Concept.Question;
            var isCut = !isEnd && at - first >= LongestSentence;
            if (!isEnd && !isCut)
            {
                continue;
            }

            if (at > first)
            {
                wasCut |= isCut;
                sentences.Add(new Sentence(message, lexemes, first, at, isEnd && at < lexemes.Count && lexemes[at].Is(Concept.Question), wasCut));
            }

            wasCut = isCut;
            first = isCut ? at : at + 1;
        }

        return sentences;
    }
}
