using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RefundAgent.Tests.Web.Console;

/// <summary>What no compiler checks: that the page's parts fit each other and the routes, and that none can turn text into markup or code.</summary>
public sealed partial class ConsoleFilesTests
{
    private static readonly string[] TextBecomesCode =
    [
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "createContextualFragment", "srcdoc", "setHTMLUnsafe",
        "parseHTMLUnsafe", "javascript:", "eval(", "new Function", "localStorage", "document.cookie", "postMessage", "import(", "createElement('script'",
    ];

    public static TheoryData<string> Scripts => [.. ConsoleFiles.Scripts];

    [Fact]
    public void Every_part_that_the_page_names_is_there()
    {
        var named = Page().QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.StartsWith($"/{Routes.Console}/", path, StringComparison.Ordinal));
        Assert.All(named, path => Assert.Contains(path[(Routes.Console.Length + 2)..], ConsoleFiles.Names));
    }

    [Fact]
    public void Every_script_is_reached_from_the_page()
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(["app.js"]);
        while (open.TryPop(out var script))
        {
            if (reached.Add(script))
            {
                foreach (Match import in Import().Matches(ConsoleFiles.Read(script)))
                {
                    open.Push(import.Groups["file"].Value);
                }
            }
        }

        Assert.Equal(ConsoleFiles.Scripts, reached.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_has_no_script_style_or_listener_of_its_own()
    {
        var page = Page();

        Assert.All(page.QuerySelectorAll("script"), script => Assert.Equal(string.Empty, script.TextContent));
        Assert.Empty(page.QuerySelectorAll("style, form, iframe, object, embed, base"));
        Assert.All(page.All, element => Assert.All(element.Attributes, attribute => Assert.DoesNotMatch("^(on.*|style)$", attribute.Name)));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void No_script_can_turn_text_into_markup_or_code(string name)
    {
        var script = ConsoleFiles.Read(name);

        Assert.All(TextBecomesCode, way => Assert.DoesNotContain(way, script, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch(@"https?://(?!www\.w3\.org/2000/svg')", script);
        Assert.DoesNotMatch(@"\.style\b|'style'|parseFloat|Number\(", script);
    }

    [Fact]
    public void Every_path_of_the_API_that_the_scripts_call_is_a_route()
    {
        var routes = Repository.Constants(typeof(Routes)).Values.Select(route => Hole().Replace(route, "{}")).ToHashSet();
        var called = ApiPath().Matches(ConsoleFiles.Read("api.js")).Select(match => ScriptHole().Replace(match.Groups["path"].Value, "{}")).ToArray();

        Assert.InRange(called.Length, 19, 40);
        Assert.All(called, path => Assert.Contains(path, routes));
        Assert.All(ConsoleFiles.Scripts.Where(script => script != "api.js"), script => Assert.DoesNotContain("api/", ConsoleFiles.Read(script), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_says_what_it_is_for_and_is_short(string name)
    {
        var lines = ConsoleFiles.Read(name).Split('\n');

        Assert.StartsWith("// ", lines[0], StringComparison.Ordinal);
        Assert.InRange(lines.Length, 1, 150);
    }

    private static IDocument Page() => new HtmlParser().ParseDocument(ConsoleFiles.Read("index.html"));

    [GeneratedRegex(@"from '\./(?<file>[^']+)'")]
    private static partial Regex Import();

    [GeneratedRegex(@"['`]/(?<path>api/(?:\$\{[^}]*\}|[^'`?])*)")]
    private static partial Regex ApiPath();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex ScriptHole();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
