using System.Text.RegularExpressions;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace RefundAgent.Tests.Delivery;

/// <summary>A workflow holds the right to deploy a program that moves money: what would widen that right is looked for in its text.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Files =
        [.. Directory.EnumerateFiles(Repository.At(".github", "workflows")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Workflows => [.. Files];

    [Fact]
    public void There_is_one_to_test_one_to_show_changes_and_two_to_deploy()
    {
        Assert.Equal(["ci.yml", "deploy-to.yml", "deploy.yml", "plan.yml"], Files);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Each_has_a_name_a_trigger_and_jobs_that_end(string file)
    {
        var workflow = Workflow(file);

        Assert.NotNull(workflow.At("name"));
        Assert.NotNull(workflow.At("on"));
        Assert.NotEmpty(workflow.At("jobs").Entries());
        Assert.All(workflow.At("jobs").Entries(), job => Assert.True(job.Value.At("uses") is not null || job.Value.At("timeout-minutes") is not null, job.Name));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_of_others_are_pinned_to_a_commit_and_say_which_version_that_is(string file)
    {
        var text = Repository.Read(".github", "workflows", file);

        Assert.All(
            Uses().Matches(text).Select(match => match.Groups["action"].Value),
            action => Assert.Matches(@"^(\./\.github/workflows/[a-z-]+\.yml|[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Each_may_read_the_source_and_only_what_deploys_may_sign_in(string file)
    {
        var workflow = Workflow(file);
        var granted = workflow.At("jobs").Entries().SelectMany(job => job.Value.At("permissions").Entries()).ToArray();

        Assert.Equal(["contents: read"], workflow.At("permissions").Entries().Select(each => $"{each.Name}: {each.Value}"));
        Assert.All(granted, each => Assert.Contains($"{each.Name}: {each.Value}", new[] { "contents: read", "id-token: write" }));
        Assert.Equal(file != "ci.yml", granted.Any(each => each.Name == "id-token"));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void None_knows_a_secret_and_none_puts_what_others_wrote_into_a_command(string file)
    {
        Assert.DoesNotContain("secrets.", Repository.Read(".github", "workflows", file), StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", Repository.Read(".github", "workflows", file), StringComparison.Ordinal);
        Assert.All(Steps(file), step => Assert.DoesNotContain("${{", step.At("run")?.ToString() ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_token_that_fetched_the_source_does_not_stay(string file)
    {
        Assert.All(
            Steps(file).Where(step => step.At("uses")?.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal) ?? false),
            step => Assert.Equal("false", step.At("with", "persist-credentials")?.ToString()));
    }

    [Fact]
    public void What_is_deployed_was_tested_goes_to_dev_first_and_never_two_at_once()
    {
        var deploy = Workflow("deploy.yml");

        Assert.Equal("ci", deploy.At("jobs", "dev", "needs")?.ToString());
        Assert.Equal("dev", deploy.At("jobs", "production", "needs")?.ToString());
        Assert.Equal("false", deploy.At("concurrency", "cancel-in-progress")?.ToString());
        Assert.Equal("${{ inputs.target }}", Workflow("deploy-to.yml").At("jobs", "deploy", "environment")?.ToString());
        Assert.All(["dev", "production"], (string target) => Assert.True(File.Exists(Repository.At("infra", $"{target}.bicepparam"))));
        Assert.Contains("./test.sh", Repository.Read(".github", "workflows", "ci.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hidden_folder_travels_from_the_build_to_the_app()
    {
        var upload = Steps("ci.yml").Single(step => step.At("uses")?.ToString().StartsWith("actions/upload-artifact@", StringComparison.Ordinal) ?? false);

        Assert.Equal("true", upload.At("with", "include-hidden-files")?.ToString());
        Assert.All(["ci.yml", "deploy-to.yml"], (string file) => Assert.Contains(Steps(file), step => step.At("run")?.ToString().Contains(@"grep --quiet '\.azurefunctions/'", StringComparison.Ordinal) ?? false));
    }

    [Fact]
    public void The_app_is_asked_whether_it_is_well()
    {
        Assert.Contains($"https://$HOST/{Routes.Health}", Steps("deploy-to.yml").Last().At("run")!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.yml", "what-if")]
    [InlineData("deploy-to.yml", "deploy")]
    public void What_the_parameter_files_read_is_handed_to_them(string file, string job)
    {
        var handed = Workflow(file).At("jobs", job, "env").Entries().ToDictionary(each => each.Name, each => each.Value.ToString(), StringComparer.Ordinal);
        string[] files = ["common", "dev", "production"];
        var read = files.SelectMany(name => Variable().Matches(Repository.Read("infra", $"{name}.bicepparam"))).Select(match => match.Groups["name"].Value).Distinct();

        Assert.All(read, name => Assert.Equal($"${{{{ vars.{name} }}}}", handed.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("plan.yml")]
    [InlineData("deploy-to.yml")]
    public void Templates_are_built_by_the_Bicep_that_checked_them(string file)
    {
        var pinned = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")!.Value.StartsWith("Azure.Bicep.CommandLine", StringComparison.Ordinal)).Attribute("Version")!.Value;

        Assert.Contains(Steps(file), step => step.At("run")?.ToString().Contains($"az bicep install --version v{pinned}\n", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void The_examples_of_other_platforms_are_YAML()
    {
        var examples = Example().Matches(Repository.Read("docs", "container.md")).SelectMany(match => Yaml.Read(match.Groups["text"].Value)).ToArray();

        Assert.Equal(3, examples.Length);
        Assert.Equal("60", examples[0].At("spec", "template", "spec", "terminationGracePeriodSeconds")?.ToString());
        Assert.Equal("true", examples[0].At("spec", "template", "spec", "containers").Items().Single().At("securityContext", "readOnlyRootFilesystem")?.ToString());
        Assert.Equal("1", examples[2].At("properties", "template", "scale", "minReplicas")?.ToString());
    }

    private static YamlNode Workflow(string file) => Assert.Single(Yaml.Read(Repository.Read(".github", "workflows", file)));

    private static IEnumerable<YamlNode> Steps(string file) => Workflow(file).At("jobs").Entries().SelectMany(job => job.Value.At("steps").Items());

    [GeneratedRegex(@"uses: (?<action>.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'")]
    private static partial Regex Variable();

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
