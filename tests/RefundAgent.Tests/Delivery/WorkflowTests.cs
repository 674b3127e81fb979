using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Delivery;

/// <summary>A workflow holds the right to deploy a program that moves money: what would widen that right is looked for in its text.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. WorkflowFiles.All];

    [Fact]
    public void There_is_one_to_test_one_to_show_changes_and_two_to_deploy()
    {
        Assert.Equal(["ci.yml", "deploy-to.yml", "deploy.yml", "plan.yml"], WorkflowFiles.All);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Each_has_a_name_a_trigger_and_jobs_that_end(string file)
    {
        var workflow = WorkflowFiles.Read(file);

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
        var workflow = WorkflowFiles.Read(file);
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
        Assert.All(WorkflowFiles.StepsOf(file), step => Assert.DoesNotContain("${{", step.At("run")?.ToString() ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_token_that_fetched_the_source_does_not_stay(string file)
    {
        Assert.All(
            WorkflowFiles.StepsOf(file).Where(step => step.At("uses")?.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal) ?? false),
            step => Assert.Equal("false", step.At("with", "persist-credentials")?.ToString()));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_fault_inside_a_pipe_ends_the_step_and_no_reader_ends_its_writer(string file)
    {
        Assert.Equal("bash", WorkflowFiles.Read(file).At("defaults", "run", "shell")?.ToString());
        Assert.All(WorkflowFiles.StepsOf(file), step => Assert.DoesNotMatch(@"\|\s*(grep (-q|--quiet)|head)\b", step.At("run")?.ToString() ?? ""));
    }

    [GeneratedRegex(@"uses: (?<action>.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
