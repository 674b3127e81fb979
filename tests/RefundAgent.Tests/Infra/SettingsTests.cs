using System.Text.Json;
using System.Text.RegularExpressions;
using RefundAgent.Adapters.Helpdesks;

namespace RefundAgent.Tests.Infra;

/// <summary>A setting is written in four places (code, Bicep, the local sample, the docs) and a typing error in one of them is silent.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Read by the platform or by the SDKs, not by our code; they make no sense on a laptop.</summary>
    private static readonly string[] PlatformSettings =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS",
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
    ];

    private static readonly string App = Repository.Read("infra", "modules", "app.bicep");

    private static readonly IReadOnlyList<string> Deployed =
        [.. BicepSetting().Matches(App).Select(match => Index().Replace(match.Groups["name"].Value, "0"))];

    private static readonly IReadOnlyDictionary<string, string> Sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"))
        .RootElement.GetProperty("Values").EnumerateObject()
        .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>
    /// Settings of a helpdesk, whose name is the operator's: <c>0</c> here, as for anything that there may be several of. The local sample has
    /// none, since one with any setting is one connection, and a secret in a sample is a secret that everybody knows.
    /// </summary>
    private static readonly IReadOnlyList<string> HelpdeskKeys =
        [.. typeof(HelpdeskOptions).GetProperties().Where(property => property.CanWrite).Select(property => $"{SettingNames.Helpdesks}:0:{property.Name}")];

    [Fact]
    public void The_platform_gets_its_settings() => Assert.Superset(PlatformSettings.ToHashSet(), Deployed.ToHashSet());

    [Fact]
    public void Every_other_deployed_setting_is_one_that_the_code_reads()
    {
        Assert.All(Deployed.Except(PlatformSettings), setting => Assert.Contains(KeyOf(setting), KnownKeys().Union(HelpdeskKeys)));
    }

    [Fact]
    public void Every_other_deployed_setting_is_in_the_local_sample()
    {
        Assert.Subset(Sample.Keys.ToHashSet(), Deployed.Except(PlatformSettings).Where(setting => !HelpdeskKeys.Contains(KeyOf(setting))).ToHashSet());
    }

    [Fact]
    public void What_the_code_reads_is_deployed_except_for_the_key_that_an_identity_replaces()
    {
        var deployed = Deployed.Select(KeyOf).Append(SettingNames.Storage).ToHashSet();

        Assert.Equal([SettingNames.ModelApiKey], KnownKeys().Union(HelpdeskKeys).Except(deployed));
    }

    [Fact]
    public void The_local_sample_has_every_setting_of_the_code_and_no_unknown_one()
    {
        var local = Sample.Keys.Where(name => name != "FUNCTIONS_WORKER_RUNTIME").Select(name => KeyOf(LastIndex().Replace(name, "__0"))).Distinct();

        Assert.Equal(KnownKeys().Order(StringComparer.Ordinal), local.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_docs_explain_every_setting()
    {
        var docs = Repository.Read("docs", "operations.md");

        Assert.All(KnownKeys().Union(HelpdeskKeys).Append("APPLICATIONINSIGHTS_CONNECTION_STRING"), key => Assert.Contains($"| `{key}` |", docs, StringComparison.Ordinal));
    }

    [Fact]
    public void The_README_tells_what_stands_in_the_local_sample()
    {
        var readme = Repository.Read("README.md");

        Assert.All(Sample.Keys, name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_default_schedules_are_the_same_in_code_and_deployment()
    {
        var template = Repository.Read("infra", "main.bicep");

        Assert.Contains($"param learningSchedule string = '{ScheduleSettings.LearningDefault}'", template, StringComparison.Ordinal);
        Assert.Contains($"param reconcileSchedule string = '{ScheduleSettings.ReconcileDefault}'", template, StringComparison.Ordinal);
        Assert.Equal(6, ScheduleSettings.LearningDefault.Split(' ').Length);
    }

    private static string KeyOf(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    private static HashSet<string> KnownKeys()
    {
        string[] fields = ["Name", "Sha256", "Roles:0", "Tenants:0"];
        var keys = Repository.Constants(typeof(SettingNames)).Values.ToHashSet();
        keys.Remove(SettingNames.AuthKeys);
        keys.Remove(SettingNames.Helpdesks);
        keys.UnionWith(fields.Select(field => $"{SettingNames.AuthKeys}:0:{field}"));
        return keys;
    }

    [GeneratedRegex("""\b(?<name>[A-Za-z]+(?:__(?:\$\{[\w.]+\}|[A-Za-z0-9]+))+|[A-Z]+_[A-Z_]+)'?: """)]
    private static partial Regex BicepSetting();

    [GeneratedRegex("""\$\{[\w.]+\}""")]
    private static partial Regex Index();

    [GeneratedRegex("""__[0-9]+$""")]
    private static partial Regex LastIndex();
}
