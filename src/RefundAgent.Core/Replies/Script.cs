namespace RefundAgent.Replies;

/// <summary>The characters that replies are written in.</summary>
internal static class Script
{
    public static bool IsKana(char letter) => letter is (>= 'ぁ' and <= 'ゖ') or (>= 'ァ' and <= 'ヺ') or 'ー';

    public static bool IsHiragana(char letter) => letter is >= 'ぁ' and <= 'ゖ';

    public static bool IsHan(char letter) => letter is (>= '一' and <= '鿿') or '々';

    /// <summary>Latin as the template languages write it.</summary>
    public static bool IsLatin(char letter) =>
        char.IsAsciiLetter(letter) || (letter is >= 'À' and <= 'ž' and not ('×' or '÷' or 'ŉ'));
}
