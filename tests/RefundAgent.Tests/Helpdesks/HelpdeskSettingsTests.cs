using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Cli;
using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.Helpdesks;

public sealed class HelpdeskSettingsTests
{
    public static TheoryData<string> Kinds => [.. HelpdeskKinds.All.Select(kind => kind.Name)];

    [Fact]
    public async Task B74_settings_of_a_helpdesk_that_cannot_work_stop_the_start_with_all_faults()
    {
        var refused = await RefusedAsync(
            ("Helpdesks:desk:Kind", "zendask"),
            ("Helpdesks:desk:Tenant", " "),
            ("Helpdesks:desk:Secret", "a secret of full length, too short"),
            ("Helpdesks:desk:BaseUrl", "http://api.example.com"),
            ("Helpdesks:desk:Replies", "shout"),
            ("Helpdesks:desk:Reviewers", "4711"),
            ("Helpdesks:nothing:Tenant", "default"),
            ("Helpdesks:form:Scret", "a secret of full length"),
            ("Helpdesks:form:CatchUp", "often"),
            ("Helpdesks:Zendesk:Secret", "a secret of full length"),
            ("Helpdesks:stripe:Secret", "a secret of full length"),
            ("Helpdesks:standard:Secret", "a secret of full length"),
            ("Helpdesks:bare", "on"));

        string[] expected =
        [
            "Helpdesks:desk:Kind is 'zendask' and must be one of ",
            "Helpdesks:desk:Tenant is blank: name the tenant",
            "Helpdesks:desk:Secret must have 16 characters at least",
            "Helpdesks:desk:Token is missing: ",
            "Helpdesks:desk:BaseUrl must be an https address",
            "Helpdesks:desk:Replies is 'shout' and must be 'send'",
            "Helpdesks:desk:Reviewers must be their id in the helpdesk",
            "Helpdesks:nothing:Kind is missing: write which helpdesk it is, one of ",
            "Helpdesks:nothing:Secret is missing: ",
            "Helpdesks:form:Scret is no setting of a helpdesk; there are Account, AssignTo, BaseUrl,",
            "Helpdesks:form:CatchUp is 'often' and must be true or false.",
            "Helpdesks:Zendesk is no name for a helpdesk",
            "Helpdesks:stripe is no name for a helpdesk",
            "Helpdesks:standard is no name for a helpdesk",
            "Helpdesks:bare is no helpdesk by itself",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, refused, StringComparison.Ordinal));
        Assert.DoesNotContain("full length", refused, StringComparison.Ordinal);
    }

    /// <summary>Where Azure cannot resolve a reference it hands over its words, which are no secret: they are made of the vault's and the connection's names.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_vault_reference_that_was_not_resolved_is_no_secret_of_any_helpdesk(string kind)
    {
        var refused = await RefusedAsync(
            ("Helpdesks:desk:Kind", kind),
            ("Helpdesks:desk:Secret", "@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/helpdesk-desk-secret)"),
            ("Helpdesks:desk:Token", "@Microsoft.KeyVault(VaultName=kv-shop;SecretName=helpdesk-desk-token)"));

        Assert.Contains("Helpdesks:desk:Secret is a reference into a vault that Azure could not resolve", refused, StringComparison.Ordinal);
        Assert.Contains("Helpdesks:desk:Token is a reference into a vault that Azure could not resolve", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4711", false)]
    [InlineData("4711=", false)]
    [InlineData("=mara", false)]
    [InlineData("4711=mara:owner", false)]
    [InlineData("4711=mara, 4711=noor", false)]
    [InlineData("4711=mara:manager:agent", false)]
    [InlineData("4711=mara, 4712=noor:manager, 4713=lea:agent,", true)]
    public async Task Reviewers_are_ids_with_names(string reviewers, bool isRight) => Assert.Equal(
        isRight, !(await RefusedAsync(("Helpdesks:nobody:Reviewers", reviewers))).Contains("Helpdesks:nobody:Reviewers", StringComparison.Ordinal));

    [Theory]
    [InlineData("https://shop.example.com/helpdesk", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://shop.example.com", false)]
    [InlineData("ftp://shop.example.com", false)]
    [InlineData("shop.example.com", false)]
    public async Task A_token_travels_in_secret_only(string address, bool isRight) => Assert.Equal(
        isRight, !(await RefusedAsync(("Helpdesks:nobody:BaseUrl", address))).Contains("Helpdesks:nobody:BaseUrl", StringComparison.Ordinal));

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop2", true)]
    [InlineData("2shop", false)]
    [InlineData("my-shop", false)]
    [InlineData("my_shop", false)]
    [InlineData("größe", false)]
    [InlineData("a", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmn", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmno", false)]
    public async Task A_name_is_what_a_path_and_a_variable_can_hold(string name, bool isRight) => Assert.Equal(
        isRight, !(await RefusedAsync(($"Helpdesks:{name}:Tenant", "default"))).Contains($"Helpdesks:{name} is no name", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_kind_needs_is_told_by_its_setting_in_a_sentence(string kind)
    {
        var nothing = new HelpdeskOptions { Kind = kind, Account = " ", AssignTo = "?" };

        Assert.All(HelpdeskKinds.Find(kind)!.FaultsOf(nothing), fault =>
        {
            Assert.NotNull(typeof(HelpdeskOptions).GetProperty(fault.Setting));
            Assert.Matches(@"^(must|is|has to) .+\.$", fault.Fault);
        });
    }

    [Fact]
    public async Task What_a_kind_needs_is_told_beside_what_all_need()
    {
        var refused = await RefusedAsync(("Helpdesks:zammad:Secret", "too short"));

        Assert.Contains("Helpdesks:zammad:Secret must have 16", refused, StringComparison.Ordinal);
        Assert.Contains("Helpdesks:zammad:BaseUrl is missing", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Helpdesks:zammad:Kind", refused, StringComparison.Ordinal);
    }

    /// <summary>What an operator reads.</summary>
    private static async Task<string> RefusedAsync(params (string Key, string Value)[] settings) =>
        (await Assert.ThrowsAsync<CommandFailedException>(() => Agent.StartAsync(settings: settings.ToDictionary(each => each.Key, string? (each) => each.Value)))).Message;
}
