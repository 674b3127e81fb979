using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Tickets;

namespace RefundAgent.Replies;

/// <summary>A file of texts as somebody wrote it: one JSON object from key to sentence, for one language and everybody or one tenant.</summary>
/// <param name="Name">For its author, in faults.</param>
/// <param name="Language">BCP 47 tag, from the file's name.</param>
/// <param name="Tenant">Null where it is for all of them.</param>
/// <param name="Json">Unchecked.</param>
public sealed record ReplyFile(string Name, string Language, TenantId? Tenant, string Json)
{
    /// <summary>Characters of one text.</summary>
    public const int MaxLength = 400;

    /// <summary>Characters of a whole file.</summary>
    public const int MaxFileLength = 64 * 1024;

    /// <returns>The texts that can be used, however many faults there are beside them.</returns>
    internal ImmutableDictionary<string, ReplyTemplate> Read(ICollection<ReplyFault> faults)
    {
        if (LanguageTag.Of(Language) is null)
        {
            faults.Add(new ReplyFault(Name, null, $"is not named for a language: '{Language}' should be a tag such as de or pt-BR."));
        }

        if (Json.Length > MaxFileLength)
        {
            faults.Add(new ReplyFault(Name, null, $"has {Json.Length} characters and may have {MaxFileLength}."));
            return ImmutableDictionary<string, ReplyTemplate>.Empty;
        }

        try
        {
            using var document = JsonDocument.Parse(Json.TrimStart('\uFEFF'));
            return Read(document.RootElement, faults);
        }
        catch (JsonException fault)
        {
            faults.Add(new ReplyFault(Name, null, $"is not JSON (line {fault.LineNumber + 1})."));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new ReplyFault(Name, null, "holds half of a surrogate pair (\\ud800 to \\udfff): write whole characters."));
        }

        return ImmutableDictionary<string, ReplyTemplate>.Empty;
    }

    private ImmutableDictionary<string, ReplyTemplate> Read(JsonElement root, ICollection<ReplyFault> faults)
    {
        var templates = ImmutableDictionary.CreateBuilder<string, ReplyTemplate>(StringComparer.Ordinal);
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new ReplyFault(Name, null, "must be one JSON object from key to text."));
            return templates.ToImmutable();
        }

        foreach (var path in DuplicateKeys.PathsIn(root))
        {
            faults.Add(new ReplyFault(Name, path[2..], "stands twice: keep one."));
        }

        foreach (var property in root.EnumerateObject())
        {
            var fault = FaultOf(property, out var template);
            if (fault is not null)
            {
                faults.Add(new ReplyFault(Name, property.Name, fault));
            }
            else
            {
                templates[property.Name] = template!;
            }
        }

        return templates.ToImmutable();
    }

    private static string? FaultOf(JsonProperty property, out ReplyTemplate? template)
    {
        template = null;
        if (!TextKeys.Placeholders.TryGetValue(property.Name, out var wanted))
        {
            return "is no key of a reply.";
        }

        if (property.Value.ValueKind != JsonValueKind.String)
        {
            return "must be a text.";
        }

        var text = property.Value.GetString()!;
        template = ReplyTemplate.Parse(text);
        return StyleFault(property.Name, text)
            ?? (text.Length > MaxLength ? $"has {text.Length} characters and may have {MaxLength}."
            : template is null ? "has a brace without its other half, or with nothing in it."
            : PlacesFault(template, wanted));
    }

    private static string? StyleFault(string key, string text) => key switch
    {
        TextKeys.DecimalMark when text is not ("." or ",") => "must be a point or a comma.",
        TextKeys.SentenceGap when text is not ("" or " ") => "must be one blank or nothing.",
        _ when !TextKeys.IsStyle(key) && string.IsNullOrWhiteSpace(text) => "must not be blank.",
        _ => null,
    };

    private static string? PlacesFault(ReplyTemplate template, ImmutableArray<string> wanted)
    {
        var places = template.Places.ToArray();
        var missing = wanted.Except(places).Select(place => $"{{{place}}} is missing");
        var unknown = places.Except(wanted).Select(place => $"{{{place}}} cannot stand here");
        var twice = places.Intersect(wanted).Where(place => places.Count(each => each == place) > 1).Select(place => $"{{{place}}} stands twice");
        var faults = string.Join(", ", missing.Concat(unknown).Concat(twice));
        return faults.Length == 0 ? null : faults + ".";
    }
}

/// <summary>What is wrong with a file of texts, in words for its author.</summary>
/// <param name="File">Its name.</param>
/// <param name="Key">Null where it is about the whole file.</param>
/// <param name="Why">Follows file and key in a sentence.</param>
public sealed record ReplyFault(string File, string? Key, string Why)
{
    public override string ToString() => Key is null ? $"{File} {Why}" : $"{File}: {Key}: {Why}";
}
