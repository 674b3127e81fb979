using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>The texts that the program brings along, one file a language.</summary>
internal static class BuiltInTexts
{
    private const string Folder = "RefundAgent.Replies.Texts.";

    private static readonly Lazy<ImmutableArray<ReplyFile>> Read = new(ReadAll);

    private static readonly Lazy<ReplyTexts> Original = new(() => ReplyBook.BuiltIn.TextsFor(null, "en"));

    public static ImmutableArray<ReplyFile> Files => Read.Value;

    public static ReplyTexts English => Original.Value;

    private static ImmutableArray<ReplyFile> ReadAll()
    {
        var assembly = typeof(BuiltInTexts).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    using var reader = new StreamReader(stream);
                    return new ReplyFile(name[Folder.Length..], Path.GetFileNameWithoutExtension(name[Folder.Length..]), null, reader.ReadToEnd());
                }),
        ];
    }
}
