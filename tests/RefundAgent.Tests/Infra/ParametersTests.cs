using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Infra;

/// <summary>An operator reads the page and not the templates, so the page names whatever can be set; and azd finds what it looks for.</summary>
public sealed partial class ParametersTests
{
    private static readonly string Page = Repository.Read("docs", "azure.md");

    [Fact]
    public void The_page_explains_every_parameter()
    {
        var parameters = Parameter().Matches(Repository.Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, name => Assert.Contains($"\n| `{name}` | ", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_explains_every_property_of_a_profile()
    {
        var profile = TypeOf("profiles.bicep", "Profile").Where(name => name != "scale").Concat(TypeOf("modules/app.bicep", "Scale").Select(name => $"scale.{name}"));

        Assert.All(profile, name => Assert.Contains($"\n| `{name}` | ", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_explains_every_variable_that_the_parameter_files_read()
    {
        var variables = Directory.EnumerateFiles(Repository.At("infra"), "*.bicepparam")
            .SelectMany(file => Variable().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet();

        Assert.NotEmpty(variables);
        Assert.All(variables, name => Assert.Matches($@"\n\| [^|]*`{name}`[^|]* \| ", Page));
    }

    [Fact]
    public void Azd_finds_the_app_by_the_name_of_the_service_and_the_code_by_its_path()
    {
        var service = Service().Match(Repository.Read("azure.yaml"));

        Assert.Contains($"'azd-service-name': '{service.Groups["name"].Value}'", Repository.Read("infra", "modules", "app.bicep"), StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.At(service.Groups["path"].Value, "RefundAgent.Functions.csproj")));
        Assert.True(File.Exists(Repository.At("infra", "main.bicepparam")));
    }

    [Fact]
    public void The_probe_calls_the_health_page()
    {
        Assert.Contains($"url: '${{app.outputs.baseUrl}}/{Routes.Health}'", Repository.Read("infra", "main.bicep"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> TypeOf(string file, string type)
    {
        var text = Repository.Read("infra", file);
        var body = text[text.IndexOf($"type {type} = {{", StringComparison.Ordinal)..];
        return Property().Matches(body[..body.IndexOf("\n}", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value);
    }

    [GeneratedRegex("""^param (?<name>\w+) """, RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^  (?<name>\w+): """, RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex("""readEnvironmentVariable\('(?<name>\w+)'""")]
    private static partial Regex Variable();

    [GeneratedRegex("""  (?<name>\w+):\n    project: (?<path>\S+)""")]
    private static partial Regex Service();
}
