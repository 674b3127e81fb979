using System.Text.Json;

namespace RefundAgent.Tests.Infra;

/// <summary>What must hold of a deployment, read from what would be deployed and not from how the templates say it.</summary>
public sealed class SnapshotTests
{
    private static readonly IReadOnlyList<JsonElement> Dev = ResourcesOf("dev");
    private static readonly IReadOnlyList<JsonElement> Production = ResourcesOf("production");

    private static readonly string[] BlobWriters = ["ba92f5b4-2d11-453d-a403-e96b0029c9fe", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"];

    private static readonly string[] RefusedByFlex = ["WEBSITE_", "FUNCTIONS_"];

    public static TheoryData<string, string, string> Closed => new()
    {
        { "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false" },
        { "Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "false" },
        { "Microsoft.Storage/storageAccounts", "isLocalUserEnabled", "false" },
        { "Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", "true" },
        { "Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_2" },
        { "Microsoft.KeyVault/vaults", "enableRbacAuthorization", "true" },
        { "Microsoft.KeyVault/vaults", "enableSoftDelete", "true" },
        { "Microsoft.CognitiveServices/accounts", "disableLocalAuth", "true" },
        { "Microsoft.Insights/components", "DisableLocalAuth", "true" },
        { "Microsoft.Web/sites", "httpsOnly", "true" },
        { "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", "false" },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public void Every_door_that_takes_a_key_is_shut(string type, string property, string value)
    {
        foreach (var resources in new[] { Dev, Production })
        {
            var there = Of(resources, type);
            Assert.NotEmpty(there);
            Assert.All(there, resource => Assert.Equal(value, resource.GetProperty("properties").GetProperty(property).ToString(), ignoreCase: true));
        }
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.KeyVault/vaults")]
    [InlineData("Microsoft.CognitiveServices/accounts")]
    public void In_production_data_answers_in_the_network_only(string type)
    {
        var properties = Assert.Single(Of(Production, type)).GetProperty("properties");

        Assert.Equal("Disabled", properties.GetProperty("publicNetworkAccess").GetString());
        Assert.Equal("Deny", properties.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
    }

    [Fact]
    public void In_production_each_service_has_its_endpoint_and_the_app_calls_out_through_the_network()
    {
        var doors = Of(Production, "Microsoft.Network/privateEndpoints")
            .Select(door => door.GetProperty("properties").GetProperty("privateLinkServiceConnections")[0].GetProperty("properties"))
            .Select(connection => connection.GetProperty("groupIds")[0].GetString());
        Assert.Equal(["account", "blob", "queue", "table", "vault"], doors.Order(StringComparer.Ordinal));
        var app = Assert.Single(Of(Production, "Microsoft.Web/sites")).GetProperty("properties");
        Assert.EndsWith("/subnets/app", app.GetProperty("virtualNetworkSubnetId").GetString(), StringComparison.Ordinal);
        Assert.Equal("Enabled", app.GetProperty("publicNetworkAccess").GetString());
        Assert.Empty(Of(Dev, "Microsoft.Network/privateEndpoints"));
    }

    [Fact]
    public void In_production_neither_ledger_nor_secrets_can_be_deleted_by_a_slip()
    {
        Assert.Equal(2, Of(Production, "Microsoft.Authorization/locks").Count);
        Assert.True(Assert.Single(Of(Production, "Microsoft.KeyVault/vaults")).GetProperty("properties").GetProperty("enablePurgeProtection").GetBoolean());
        Assert.Empty(Of(Dev, "Microsoft.Authorization/locks"));
    }

    /// <remarks>Built-in roles that write blobs: Storage Blob Data Contributor and Owner. The package runs with the app's own rights.</remarks>
    [Fact]
    public void Nobody_but_the_app_may_replace_its_package()
    {
        var writers = Of(Dev, "Microsoft.Authorization/roleAssignments")
            .Where(role => BlobWriters.Any(id => role.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.EndsWith(id, StringComparison.Ordinal)))
            .ToLookup(role => role.GetProperty("properties").GetProperty("principalType").GetString(), role => role.GetProperty("id").GetString());

        Assert.Single(writers["ServicePrincipal"]);
        Assert.Contains($"/containers/{ContainerNames.Payloads}/providers/", Assert.Single(writers["Group"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_hold_neither_the_storages_key_nor_what_the_plan_refuses()
    {
        foreach (var settings in Dev.Concat(Production).Where(resource => resource.GetProperty("type").GetString() == "Microsoft.Web/sites/config"))
        {
            var names = settings.GetProperty("properties").EnumerateObject().Select(setting => setting.Name).ToList();
            Assert.NotEmpty(names);
            Assert.DoesNotContain(names, name => name == "AzureWebJobsStorage" || RefusedByFlex.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Names_are_known_before_the_deployment_except_for_the_zones_of_another_cloud()
    {
        var unknown = Dev.Concat(Production)
            .Where(resource => resource.GetProperty("name").GetString()!.StartsWith('['))
            .Select(resource => resource.GetProperty("type").GetString());

        Assert.All(unknown, type => Assert.StartsWith("Microsoft.Network/privateDnsZones", type, StringComparison.Ordinal));
    }

    private static List<JsonElement> ResourcesOf(string name) =>
        [.. JsonDocument.Parse(Repository.Read("infra", $"{name}.snapshot.json")).RootElement.GetProperty("predictedResources").EnumerateArray()];

    private static List<JsonElement> Of(IReadOnlyList<JsonElement> resources, string type) =>
        [.. resources.Where(resource => resource.GetProperty("type").GetString() == type)];
}
