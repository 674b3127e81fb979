using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Infra;

/// <summary>A role that is missing shows itself as a 403 on the first day, and one too many never: both are compared with what the code opens.</summary>
public sealed partial class RolesTests
{
    private const string Storage = "src/RefundAgent.Adapters/Storage/StorageConnection.cs";

    /// <summary>What in code or templates needs a role, and which.</summary>
    private static readonly (string Path, string Opens, string Role)[] Needs =
    [
        (Storage, "new BlobServiceClient(AddressOf(\"blob\"), Credential()", "Storage Blob Data Owner on storage"),
        (Storage, "new QueueServiceClient(AddressOf(\"queue\"), Credential()", "Storage Queue Data Contributor on storage"),
        (Storage, "new TableServiceClient(AddressOf(\"table\"), Credential()", "Storage Table Data Contributor on storage"),
        ("src/RefundAgent.Functions/Telemetry.cs", "options.Credential = ", "Monitoring Metrics Publisher on insights"),
        ("infra/modules/app.bicep", "@Microsoft.KeyVault(SecretUri=", "Key Vault Secrets User on vault"),
        ("src/RefundAgent.Adapters/Model/ModelClient.cs", "WithIdentity(TokenCredential credential", "Cognitive Services OpenAI User on model"),
    ];

    private static readonly string Main = Repository.Read("infra", "main.bicep");

    [Fact]
    public void The_app_has_a_role_for_each_client_that_it_opens_and_no_other()
    {
        Assert.All(Needs, need => Assert.Contains(need.Opens, Repository.Read(need.Path), StringComparison.Ordinal));
        Assert.Equal(Needs.Select(need => need.Role).Order(StringComparer.Ordinal), GrantedIn("appAccess"));
    }

    /// <remarks>ModelRegistration names the credential that ModelClient opens the model with.</remarks>
    [Fact]
    public void No_other_file_of_the_code_opens_a_service_of_Azure()
    {
        var opening = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Opening().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

        Assert.Subset(Needs.Select(need => need.Path).Append("src/RefundAgent.Adapters/Model/ModelRegistration.cs").ToHashSet(), opening.ToHashSet());
    }

    [Theory]
    [InlineData("appAccess", "app")]
    [InlineData("developerAccess", "developers")]
    public void The_docs_explain_the_roles_that_are_granted(string module, string who)
    {
        var explained = Row().Matches(Repository.Read("docs", "azure.md"))
            .Where(row => row.Groups["who"].Value == who)
            .Select(row => $"{row.Groups["role"].Value} on {row.Groups["on"].Value}");

        Assert.Equal(explained.Order(StringComparer.Ordinal), GrantedIn(module));
    }

    [Fact]
    public void Nobody_but_the_app_owns_anything() => Assert.DoesNotContain(GrantedIn("developerAccess"), role => role.Contains("Owner", StringComparison.Ordinal));

    private static IOrderedEnumerable<string> GrantedIn(string module)
    {
        var text = Main[Main.IndexOf($"module {module} ", StringComparison.Ordinal)..];
        return Grant().Matches(text[..text.IndexOf("dependsOn", StringComparison.Ordinal)])
            .SelectMany(grant => grant.Groups["roles"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(role => $"{role.Trim('\'')} on {grant.Groups["on"].Value}"))
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("""(?<on>storage|payloads|insights|vault|model): (?:(?:useModel \? )?\{[^}]*?roles: )?\[(?<roles>[^\]]*)\]""")]
    private static partial Regex Grant();

    [GeneratedRegex("""^\| (?<role>[A-Z][\w ]+) \| (?<on>storage|payloads|insights|vault|model) \| (?<who>app|developers) \| .+ \|$""", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""new (?:(?:Blob|Queue|Table)(?:Service|Container)?|OpenAI)Client\(|new (?:DefaultAzure|ManagedIdentity)Credential\(""")]
    private static partial Regex Opening();
}
