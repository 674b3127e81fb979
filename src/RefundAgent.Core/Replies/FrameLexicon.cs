using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace RefundAgent.Replies;

/// <summary>What is known of one language's words: the commonest, and those that only the program's own sentences may use.</summary>
internal sealed class FrameLexicon
{
    private const string Folder = "RefundAgent.Replies.Lexicons.";
    private const string CommonWords = "common";
    private const string FineWords = "fine";

    private static readonly Lazy<ImmutableArray<FrameLexicon>> Read = new(ReadAll);

    private static readonly Lazy<FrozenDictionary<string, int>> Sharing = new(() =>
        Latin.SelectMany(lexicon => lexicon.Common).GroupBy(word => word).ToFrozenDictionary(group => group.Key, group => group.Count()));

    private FrameLexicon(string language, Dictionary<string, string> lists)
    {
        Language = language;
        Common = Entries(lists.GetValueOrDefault(CommonWords, "")).Select(entry => entry.Text).ToFrozenSet(StringComparer.Ordinal);
        Fine = [.. Entries(lists.GetValueOrDefault(FineWords, ""))];
        Refused = [.. lists.Where(list => list.Key is not (CommonWords or FineWords))
            .SelectMany(list => Entries(list.Value).Select(entry => (list.Key, entry)))];
    }

    public static ImmutableArray<FrameLexicon> All => Read.Value;

    /// <summary>Those that are told apart by their words.</summary>
    public static IEnumerable<FrameLexicon> Latin => All.Where(lexicon => !lexicon.IsEverywhere && !lexicon.IsEastAsian);

    public string Language { get; }

    /// <summary>Words that have nothing to do with any one language: names of currencies, of ways to pay, of parts of a link.</summary>
    public bool IsEverywhere => Language == "any";

    /// <summary>Written without blanks: its entries are looked for anywhere.</summary>
    public bool IsEastAsian => Language is "ja" or "zh";

    public FrozenSet<string> Common { get; }

    /// <summary>Turns of courtesy that would otherwise be refused.</summary>
    public ImmutableArray<LexiconEntry> Fine { get; }

    /// <summary>By the rule that refuses them.</summary>
    public ImmutableArray<(string Rule, LexiconEntry Entry)> Refused { get; }

    public static FrameLexicon? Of(string language) => All.FirstOrDefault(lexicon => lexicon.Language == language);

    /// <summary>How much a word speaks for this language.</summary>
    public double Weight(string word) => Common.Contains(word) ? 1.0 / Sharing.Value[word] : 0;

    private static IEnumerable<LexiconEntry> Entries(string list) =>
        list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LexiconEntry.Parse);

    private static ImmutableArray<FrameLexicon> ReadAll()
    {
        var assembly = typeof(FrameLexicon).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return new FrameLexicon(
                        Path.GetFileNameWithoutExtension(name[Folder.Length..]), JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
                }),
        ];
    }
}
