using System.Reflection;
using System.Text.RegularExpressions;
using RefundAgent.Adapters;
using RefundAgent.Cli.Serve;
using RefundAgent.Decisions;
using RefundAgent.Web;

namespace RefundAgent.Tests.Architecture;

/// <summary>The inward arrow of docs/architecture.md, read from what the compiler put into the assemblies.</summary>
public sealed partial class ArrowTests
{
    private static readonly Assembly Core = typeof(RefundDesk).Assembly;
    private static readonly Assembly Adapters = typeof(AdapterServices).Assembly;
    private static readonly Assembly Web = typeof(RefundApi).Assembly;
    private static readonly Assembly Cli = typeof(ServeOptions).Assembly;

    [Fact]
    public void Core_sees_the_base_library_and_logging_abstractions_and_nothing_else()
    {
        var others = Core.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "Microsoft.Extensions.Logging.Abstractions");

        Assert.Empty(others);
    }

    [Fact]
    public void Projects_refer_inward_only()
    {
        Assert.Empty(OwnReferences(Core));
        Assert.Equal(["RefundAgent.Core"], OwnReferences(Adapters));
        Assert.Empty(OwnReferences(Web).Except(["RefundAgent.Adapters", "RefundAgent.Core"]));
        Assert.DoesNotContain("RefundAgent.Functions", OwnReferences(Cli));
    }

    [Fact]
    public void Adapters_show_their_registration_and_what_the_hosts_call_and_hide_the_rest()
    {
        string[] shown = ["AdapterServices", "FeedbackWorker", "StorageSettings", "TicketWorker"];

        Assert.Equal(shown, Adapters.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_type_is_named_for_what_says_nothing()
    {
        var vague = new[] { Core, Adapters, Web, Cli }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => VagueName().IsMatch(type.Name) && !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(type => type.FullName);

        Assert.Empty(vague);
    }

    [Fact]
    public void No_log_event_has_the_id_of_another()
    {
        var ids = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => EventId().Matches(File.ReadAllText(file)).Select(match => (Id: match.Groups[1].Value, File: Path.GetFileName(file))))
            .ToArray();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(each => each.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(each => each.File))}"));
    }

    private static IEnumerable<string> OwnReferences(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name.StartsWith("RefundAgent", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("(Helper|Manager|Service|Util|Utils|Dto)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"LoggerMessage\((?:EventId\s*=\s*)?(\d+)")]
    private static partial Regex EventId();
}
