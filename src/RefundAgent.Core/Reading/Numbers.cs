namespace RefundAgent.Reading;

internal static class Numbers
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <returns>The first number among the words, if there is one.</returns>
    public static int? Parse(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (Array.IndexOf(Words, word.Split(' ')[0]) is >= 0 and var value)
            {
                return value;
            }

            if (word.Length == 1 && char.IsAsciiDigit(word[0]))
            {
                return word[0] - '0';
            }
        }

        return null;
    }
}
