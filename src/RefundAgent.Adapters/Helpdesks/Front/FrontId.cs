namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>Front's ids tell what they name: <c>cnv_</c> a conversation, <c>crd_</c> a contact, <c>tea_</c> a teammate.</summary>
internal static class FrontId
{
    private const int Longest = 100;

    /// <summary>Nothing else becomes part of a path.</summary>
    public static bool Is(string? id, string kind) =>
        id is { Length: <= Longest } && id.Length > kind.Length + 1 && id.StartsWith(kind, StringComparison.Ordinal) && id[kind.Length] == '_'
        && id.Skip(kind.Length + 1).All(char.IsAsciiLetterOrDigit);

    /// <summary>Of the resource that a link names; null where it names none of that kind.</summary>
    public static string? FromLink(string? link, string kind)
    {
        var last = link?.Split('?', '#')[0].TrimEnd('/').Split('/')[^1];
        return Is(last, kind) ? last : null;
    }
}
