using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RefundAgent.Tests.Delivery;

/// <summary>No engine builds the image on every machine, so what would make it unsafe or unbuildable is looked for in its text.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines =
        [.. Continued().Replace(Repository.Read("Dockerfile"), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];

    private static readonly string[] Run = [.. Lines.SkipWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).Skip(1)
        .SkipWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal))];

    [Fact]
    public void Sources_and_SDK_stay_behind_in_a_stage_of_their_own()
    {
        var images = Of("FROM").ToArray();

        Assert.Equal(2, images.Length);
        Assert.EndsWith(" AS build", images[0], StringComparison.Ordinal);
        Assert.Equal(["--from=build /app ."], Run.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).Select(line => line["COPY ".Length..]));
    }

    [Fact]
    public void Images_are_named_by_major_and_minor_version_of_the_framework_that_is_built_for()
    {
        var framework = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("TargetFramework").Single().Value["net".Length..];

        Assert.All(Of("FROM"), image => Assert.Matches($@"mcr\.microsoft\.com/dotnet/(sdk|aspnet):{Regex.Escape(framework)}-noble", image));
    }

    [Fact]
    public void It_runs_as_a_user_that_is_not_root_and_has_no_shell()
    {
        Assert.Equal(["$APP_UID"], Of("USER"));
        Assert.Contains("-chiseled", Of("FROM").Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(Run, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.All(Of("ENTRYPOINT").Concat(Of("CMD")), call => Assert.StartsWith("[", call, StringComparison.Ordinal));
        Assert.Contains(" CMD [", Assert.Single(Of("HEALTHCHECK")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_listens_where_it_says_and_is_asked_there()
    {
        var port = Assert.Single(Of("EXPOSE"));

        Assert.Equal($"[\"serve\", \"--listen\", \"any\", \"--port\", \"{port}\"]", Assert.Single(Of("CMD")));
        Assert.EndsWith($"\"health\", \"--port\", \"{port}\"]", Assert.Single(Of("HEALTHCHECK")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_of_the_program_is_there_when_its_packages_are_fetched()
    {
        var projects = new Queue<string>(["src/RefundAgent.Cli/RefundAgent.Cli.csproj"]);
        var needed = new HashSet<string>();
        while (projects.TryDequeue(out var project))
        {
            if (needed.Add(project))
            {
                foreach (var reference in XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference"))
                {
                    projects.Enqueue($"src/{reference.Attribute("Include")!.Value.TrimStart('.', '/')}");
                }
            }
        }

        Assert.All(needed, project => Assert.Contains($"{project} {Path.GetDirectoryName(project)}/", Of("COPY")));
        Assert.Equal(needed.Count, Of("COPY").Count(copy => copy.Contains(".csproj", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_copied_exists_and_is_let_through()
    {
        var let = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToArray();
        var copied = Of("COPY").Where(copy => !copy.StartsWith("--from", StringComparison.Ordinal)).SelectMany(copy => copy.Split(' ')[..^1]).ToArray();

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.At(path)), path));
        Assert.All(copied, path => Assert.Contains(path.Split('/')[0], let));
    }

    [Fact]
    public void Nothing_gets_in_that_was_not_let_through_by_name()
    {
        var lines = Repository.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).ToArray();

        Assert.Equal("*", lines[0]);
        Assert.Contains("**/bin", lines);
        Assert.Contains("**/obj", lines);
        Assert.DoesNotContain(Lines, line => line.StartsWith("ADD ", StringComparison.Ordinal));
        Assert.DoesNotContain(Of("ENV").Concat(Of("ARG")), variable => Secret().IsMatch(variable));
    }

    private static IEnumerable<string> Of(string instruction) =>
        Lines.Where(line => line.StartsWith(instruction + " ", StringComparison.Ordinal)).Select(line => line[(instruction.Length + 1)..]);

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex("(?i)key|secret|token|password|connection")]
    private static partial Regex Secret();
}
