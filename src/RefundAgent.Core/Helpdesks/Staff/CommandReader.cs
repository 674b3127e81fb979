using System.Text.RegularExpressions;
using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>Reads <c>/approve [c2] [12.50 [EUR]] [words]</c>, <c>/deny [c2] words</c> and <c>/correct [c2] approve|deny|escalate|12.50 [words]</c>.</summary>
public static partial class CommandReader
{
    private const int MostWords = 2000;

    /// <summary>For people who got it wrong.</summary>
    public const string Grammar =
        "Begin the note with one of: /approve · /approve 12.50 · /deny reason · /correct approve 12.50 reason · /correct deny reason · /correct escalate reason. "
        + "Where the decision has several claims, name the one that is meant after the command: /approve c2.";

    /// <summary>Null where the text is no command of ours: other programs have theirs.</summary>
    /// <param name="text">Plain text of a comment.</param>
    public static StaffCommand? Read(string text)
    {
        if (Command().Match(text) is not { Success: true } command)
        {
            return null;
        }

        var rest = command.Groups["rest"].Value.Trim();
        var claim = Take(ref rest, ClaimName()) is { } name ? new ClaimId(name.ToLowerInvariant()) : (ClaimId?)null;
        StaffCommand read = command.Groups["name"].Value.ToLowerInvariant() switch
        {
            "approve" => AmountOf(ref rest, out var wrong) is var amount && wrong is null ? new StaffCommand.Approve(amount) : new StaffCommand.Unclear(wrong!),
            "deny" => new StaffCommand.Deny(),
            _ => Correction(ref rest),
        };
        return read with { Claim = claim, Words = rest.Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, MostWords)] : null };
    }

    private static StaffCommand Correction(ref string rest)
    {
        Outcome? outcome = Take(ref rest, OutcomeName())?.ToLowerInvariant() switch
        {
            "approve" => Outcome.Approve,
            "deny" => Outcome.Deny,
            "escalate" => Outcome.Escalate,
            _ => null,
        };
        if (outcome is Outcome.Deny or Outcome.Escalate)
        {
            return new StaffCommand.Correct(outcome.Value, null);
        }

        var amount = AmountOf(ref rest, out var wrong);
        return wrong is not null ? new StaffCommand.Unclear(wrong)
            : outcome is null && amount is null ? new StaffCommand.Unclear("/correct wants to know what would have been right: approve, deny, escalate, or a sum.")
            : new StaffCommand.Correct(Outcome.Approve, amount);
    }

    /// <param name="rest">Without the sum afterwards.</param>
    /// <param name="wrong">What is wrong with it; null where all is well.</param>
    /// <returns>Null where no sum is named.</returns>
    private static StatedAmount? AmountOf(ref string rest, out string? wrong)
    {
        wrong = null;
        if (Take(ref rest, NumberLike()) is not { } number)
        {
            return null;
        }

        var currency = Take(ref rest, CurrencyCode());
        if (!PlainSum().IsMatch(number))
        {
            wrong = $"'{number}' cannot be read as a sum for certain: write digits and at most one decimal sign, such as 1250 or 12.50.";
            return null;
        }

        // "3 items" is no sum, and "3" may be one.
        var isCount = currency is null && number.All(char.IsAsciiDigit) && rest.Length > 0 && rest[0] != '\n';
        wrong = isCount ? $"'{number} …' may be a sum or a number of things: write it with decimals or a currency, such as {number}.00." : null;
        return isCount ? null : new StatedAmount(number.Replace(',', '.'), currency);
    }

    /// <summary>The first word, where it is of that form; taken off.</summary>
    private static string? Take(ref string rest, Regex form)
    {
        if (form.Match(rest) is not { Success: true } match)
        {
            return null;
        }

        rest = rest[match.Length..].TrimStart(' ', '\t');
        return match.Value;
    }

    [GeneratedRegex(@"^\s*/(?<name>approve|deny|correct)(?![\p{L}\p{N}_-])(?<rest>[\s\S]*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Command();

    [GeneratedRegex(@"^c[1-9][0-9]{0,2}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex ClaimName();

    [GeneratedRegex(@"^(?:approve|deny|escalate)(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex OutcomeName();

    /// <summary>Whatever somebody might have meant as a sum; a sum that is not understood must not be passed over as a word.</summary>
    [GeneratedRegex(@"^[-+$€£¥]?\p{Nd}\S*", RegexOptions.CultureInvariant, 200)]
    private static partial Regex NumberLike();

    /// <summary>A comma with one or two digits behind it is a decimal sign; with three it could be either.</summary>
    [GeneratedRegex(@"^[0-9]{1,12}(?:\.[0-9]{1,3}|,[0-9]{1,2})?$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex PlainSum();

    [GeneratedRegex(@"^[A-Z]{3}(?![\p{L}\p{N}])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex CurrencyCode();
}
