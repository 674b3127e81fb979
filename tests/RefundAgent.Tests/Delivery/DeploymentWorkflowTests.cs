using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RefundAgent.Tests.Delivery;

/// <summary>Between a commit and money lie these steps only, and none of them can be tried here: their order and what they hand on is read.</summary>
public sealed partial class DeploymentWorkflowTests
{
    [Fact]
    public void What_is_deployed_was_tested_and_goes_to_dev_first_and_never_two_at_once_to_one_place()
    {
        var deploy = WorkflowFiles.Read("deploy.yml");
        var job = WorkflowFiles.Read("deploy-to.yml").At("jobs", "deploy")!;

        Assert.Equal("ci", deploy.At("jobs", "dev", "needs")?.ToString());
        Assert.Equal(["dev", "plan-production"], deploy.At("jobs", "production", "needs").Items().Select(need => need.ToString()));
        Assert.Equal("${{ !cancelled() && needs.dev.result == 'success' }}", deploy.At("jobs", "production", "if")?.ToString());
        Assert.Null(deploy.At("concurrency"));
        Assert.Equal("deploy-${{ inputs.target }}", job.At("concurrency", "group")?.ToString());
        Assert.Equal("false", job.At("concurrency", "cancel-in-progress")?.ToString());
        Assert.Equal("${{ inputs.target }}", job.At("environment")?.ToString());
        Assert.All(["dev", "production"], (string target) => Assert.True(File.Exists(Repository.At("infra", $"{target}.bicepparam"))));
        Assert.Contains("./test.sh", Repository.Read(".github", "workflows", "ci.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_change_in_production_is_shown_to_whoever_approves_by_one_who_may_only_look()
    {
        var plan = WorkflowFiles.Read("deploy.yml").At("jobs", "plan-production")!;

        Assert.Equal("./.github/workflows/plan.yml", plan.At("uses")?.ToString());
        Assert.Equal("[\"production\"]", plan.At("with", "targets")?.ToString());
        Assert.Equal("plan-${{ matrix.target }}", WorkflowFiles.Read("plan.yml").At("jobs", "what-if", "environment")?.ToString());
        Assert.Contains("--validation-level ProviderNoRbac", WorkflowFiles.StepsOf("plan.yml").Last().At("run")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hidden_folder_travels_from_the_build_to_the_app()
    {
        var upload = WorkflowFiles.StepsOf("ci.yml").Single(step => step.At("uses")?.ToString().StartsWith("actions/upload-artifact@", StringComparison.Ordinal) ?? false);

        Assert.Equal("true", upload.At("with", "include-hidden-files")?.ToString());
        Assert.All(["ci.yml", "deploy-to.yml"], (string file) => Assert.Contains(WorkflowFiles.StepsOf(file), step => step.At("run")?.ToString().Contains(@"grep --quiet '\.azurefunctions/'", StringComparison.Ordinal) ?? false));
    }

    [Fact]
    public void The_app_is_asked_whether_it_is_well()
    {
        Assert.Contains($"\"$URL/{Routes.Health}\"", WorkflowFiles.StepsOf("deploy-to.yml").Last().At("run")!.ToString(), StringComparison.Ordinal);
        var outputs = Output().Matches(Repository.Read(".github", "workflows", "deploy-to.yml")).Select(match => match.Groups["name"].Value).ToArray();
        Assert.Equal(["AZURE_FUNCTION_APP_NAME", "AGENT_BASE_URL"], outputs);
        Assert.All(outputs, name => Assert.Contains($"\noutput {name} string = ", Repository.Read("infra", "main.bicep"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan.yml", "what-if")]
    [InlineData("deploy-to.yml", "deploy")]
    public void What_the_parameter_files_read_is_handed_to_them(string file, string job)
    {
        var handed = WorkflowFiles.Read(file).At("jobs", job, "env").Entries().ToDictionary(each => each.Name, each => each.Value.ToString(), StringComparer.Ordinal);
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

        Assert.Contains(WorkflowFiles.StepsOf(file), step => step.At("run")?.ToString().Contains($"az bicep install --version v{pinned}\n", StringComparison.Ordinal) ?? false);
    }

    [GeneratedRegex(@"\.(?<name>[A-Z_]+)\.value")]
    private static partial Regex Output();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'")]
    private static partial Regex Variable();
}
