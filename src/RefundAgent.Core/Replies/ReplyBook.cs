using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Replies;

/// <summary>All texts of replies: the built-in languages, what the operator changed or added, and what a tenant has of its own.</summary>
public sealed class ReplyBook
{
    public const string DefaultLanguage = "en";

    private static readonly Lazy<ReplyBook> BuiltInOnly = new(() =>
        Open([], DefaultLanguage) is { Book: { } book } ? book : throw new InvalidOperationException("The built-in texts are faulty."));

    private readonly ImmutableDictionary<(TenantId? Tenant, string Language), ReplyTexts> texts;
    private readonly string language;

    private ReplyBook(ImmutableDictionary<(TenantId? Tenant, string Language), ReplyTexts> texts, string language)
    {
        this.texts = texts;
        this.language = language;
    }

    /// <summary>Nothing changed, in English where the language is not known.</summary>
    public static ReplyBook BuiltIn => BuiltInOnly.Value;

    /// <summary>For everybody, in the order of their tags.</summary>
    public IEnumerable<string> Languages =>
        texts.Keys.Where(key => key.Tenant is null).Select(key => key.Language).Order(StringComparer.Ordinal);

    /// <summary>The texts in that language, else in the closest that there is (<c>pt</c> for <c>pt-BR</c>), else in the default language.</summary>
    public ReplyTexts TextsFor(TenantId? tenant, string? wanted) => TextsForFirst(tenant, [wanted]);

    /// <summary>The same for the first of several.</summary>
    /// <param name="tenant">Null for everybody's.</param>
    /// <param name="wanted">Tags, best first; what is no tag, or has no texts, is passed over.</param>
    public ReplyTexts TextsForFirst(TenantId? tenant, IEnumerable<string?> wanted) =>
        wanted.Select(LanguageTag.Of).OfType<string>().Select(tag => Find(tenant, tag)).FirstOrDefault(found => found is not null)
            ?? Find(tenant, language)!;

    /// <param name="files">The operator's; a text of theirs takes the place of the built-in one, a tenant's that of everybody's.</param>
    /// <param name="defaultLanguage">Must be among the languages.</param>
    /// <returns>A book, or everything that is wrong.</returns>
    public static ReplyBookResult Open(IReadOnlyCollection<ReplyFile> files, string defaultLanguage)
    {
        var faults = new List<ReplyFault>();
        var read = BuiltInTexts.Files.Concat(files)
            .Select(file => (File: file, Tag: LanguageTag.Of(file.Language), Texts: file.Read(faults)))
            .Where(each => each.Tag is not null)
            .GroupBy(each => (each.File.Tenant, Tag: each.Tag!))
            .ToDictionary(group => group.Key, group => (group.Last().File, Texts: Merged(group.Select(each => each.Texts))));
        var texts = ImmutableDictionary.CreateBuilder<(TenantId?, string), ReplyTexts>();
        foreach (var (key, (file, own)) in read)
        {
            var whole = Merged([.. Behind(key.Tenant, key.Tag).Reverse().Where(read.ContainsKey).Select(each => read[each].Texts), own]);
            faults.AddRange(MissingFrom(whole, file, [.. faults]));
            texts[key] = new ReplyTexts(key.Tag, whole);
        }

        var language = LanguageTag.Of(defaultLanguage);
        var book = new ReplyBook(texts.ToImmutable(), language ?? DefaultLanguage);
        if (language is null || book.Find(null, language) is null)
        {
            faults.Add(new ReplyFault(SettingNames.RepliesLanguage, null, $"is '{defaultLanguage}' and must be one of {string.Join(", ", book.Languages)}."));
        }

        return faults.Count == 0 ? new ReplyBookResult(book, []) : new ReplyBookResult(null, [.. faults]);
    }

    private ReplyTexts? Find(TenantId? tenant, string tag) =>
        LanguageTag.Chain(tag)
            .SelectMany(each => new[] { (Tenant: tenant, each), (Tenant: null, each) })
            .Select(key => texts.GetValueOrDefault(key))
            .FirstOrDefault(found => found is not null);

    /// <summary>A language that is added must be whole; what is there and faulty is not missing as well.</summary>
    private static IEnumerable<ReplyFault> MissingFrom(
        ImmutableDictionary<string, ReplyTemplate> whole, ReplyFile file, ImmutableArray<ReplyFault> known) =>
        from key in TextKeys.Placeholders.Keys
        where !whole.ContainsKey(key) && !known.Any(fault => fault.File == file.Name && (fault.Key is null || fault.Key == key))
        select new ReplyFault(file.Name, key, "is missing, and no other file has it.");

    /// <summary>Where a text is looked for that a file does not have, closest first: the language counts for more than the tenant.</summary>
    private static IEnumerable<(TenantId? Tenant, string Tag)> Behind(TenantId? tenant, string tag) =>
        LanguageTag.Chain(tag).SelectMany(each => new[] { (tenant, each), (null, each) }).Distinct().Skip(1);

    private static ImmutableDictionary<string, ReplyTemplate> Merged(IEnumerable<ImmutableDictionary<string, ReplyTemplate>> files) =>
        files.Aggregate((under, over) => under.SetItems(over));
}

/// <summary>What became of a set of files: a book, or its faults.</summary>
/// <param name="Book">Null where there is a fault.</param>
/// <param name="Faults">All of them.</param>
public sealed record ReplyBookResult(ReplyBook? Book, ImmutableArray<ReplyFault> Faults);
