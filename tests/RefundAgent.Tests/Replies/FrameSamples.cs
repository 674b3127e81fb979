using System.Globalization;
using System.Text.RegularExpressions;
using RefundAgent.Records;

namespace RefundAgent.Tests.Replies;

/// <summary>Frames of our own writing, in the files beside this one: <c>language|frame</c>, or frames alone.</summary>
internal static partial class FrameSamples
{
    public static (string Language, string Frame)[] Harmless { get; } = Tagged("harmless-frames.txt");

    /// <summary>Sentences to be put into harmless frames.</summary>
    public static (string Language, string Sentence)[] Hostile { get; } = Tagged("hostile-sentences.txt");

    public static string[] HostileFrames { get; } = [.. Lines("hostile-frames.txt")];

    public static ClaimId[] ClaimsOf(string frame) => [.. Slot().Matches(frame).Select(slot => ClaimId.From(slot.Groups[1].Value)).Distinct()];

    private static (string, string)[] Tagged(string file) => [.. Lines(file).Select(line => line.Split('|', 2)).Select(parts => (parts[0], parts[1]))];

    private static IEnumerable<string> Lines(string file) =>
        Repository.Read("tests", "RefundAgent.Tests", "Replies", file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Unescaped);

    private static string Unescaped(string line) => Escape().Replace(line.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal),
        escape => ((char)int.Parse(escape.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\{(c[0-9]+)\}")]
    private static partial Regex Slot();
}
