using System.Text;
using RefundAgent.Identity;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Replies;

/// <summary>Reads the operator's texts: <c>LANG.json</c> for everybody, <c>TENANT/LANG.json</c> for one tenant; nothing else is looked at.</summary>
internal static class ReplyFolder
{
    private const string Pattern = "*.json";

    /// <exception cref="IOException">The folder or a file of it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static IReadOnlyList<ReplyFile> Read(string folder) =>
    [
        .. FilesIn(folder, "", null),
        .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(OfTenant),
    ];

    private static IEnumerable<ReplyFile> OfTenant(string folder)
    {
        var name = Path.GetFileName(folder);
        return Id.TryParse<TenantId>(name, out var tenant) ? FilesIn(folder, name + "/", tenant) : [];
    }

    private static IEnumerable<ReplyFile> FilesIn(string folder, string prefix, TenantId? tenant) =>
        from path in Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal)
        select new ReplyFile(prefix + Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), tenant, Text(path));

    /// <summary>One character past what is allowed is enough to be told that it is too much.</summary>
    private static string Text(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        var text = new char[ReplyFile.MaxFileLength + 1];
        return new string(text, 0, reader.ReadBlock(text));
    }
}
