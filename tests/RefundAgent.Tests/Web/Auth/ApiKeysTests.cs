using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Auth;

public sealed class ApiKeysTests
{
    private static readonly ApiKeys Keys = new(Options.Create(new AuthOptions
    {
        Keys =
        [
            new ApiKeyOptions { Name = "desk", Sha256 = ApiKeys.DigestOf("first"), Roles = ["system", "Agent"], Tenants = ["one", "two"] },
            new ApiKeyOptions { Name = "ann", Sha256 = ApiKeys.DigestOf("sécond").ToUpperInvariant(), Roles = ["manager"] },
        ],
    }));

    [Fact]
    public void A_key_speaks_for_its_principal_with_its_roles_and_tenants()
    {
        var desk = Keys.Find(Request("first"))!;

        Assert.Equal(("desk", Roles.System | Roles.Agent), (desk.Principal.Value, desk.Roles));
        Assert.Equal(["one", "two"], desk.Tenants.Select(tenant => tenant.Value));
    }

    [Fact]
    public void Any_of_several_keys_is_found_and_one_without_tenants_is_for_the_default()
    {
        var ann = Keys.Find(Request("sécond"))!;

        Assert.Equal(("ann", Roles.Manager), (ann.Principal.Value, ann.Roles));
        Assert.Equal(["default"], ann.Tenants.Select(tenant => tenant.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("First")]
    [InlineData("first ")]
    [InlineData("third")]
    public void Any_other_is_nobody(string key) => Assert.Null(Keys.Find(Request(key)));

    [Fact]
    public void None_two_at_once_or_an_endless_one_is_nobody()
    {
        Assert.Null(Keys.Find(Request()));
        Assert.Null(Keys.Find(Request("first", "first")));
        Assert.Null(Keys.Find(Request(new string('x', 513))));
        Assert.Null(new ApiKeys(Options.Create(new AuthOptions())).Find(Request("first")));
    }

    [Fact]
    public void The_digest_of_a_key_is_no_key() => Assert.Null(Keys.Find(Request(ApiKeys.DigestOf("first"))));

    [Fact]
    public void Everything_that_is_wrong_with_the_settings_is_told_at_once()
    {
        var faults = new AuthOptionsValidator().Validate(null, new AuthOptions
        {
            Keys =
            [
                new ApiKeyOptions { Sha256 = "abc", Roles = ["boss"], Tenants = [" "] },
                new ApiKeyOptions { Name = "ok", Sha256 = ApiKeys.DigestOf("x"), Roles = ["system"] },
                new ApiKeyOptions { Name = "no roles", Sha256 = ApiKeys.DigestOf("y") },
                new ApiKeyOptions { Name = "numbers", Sha256 = ApiKeys.DigestOf("z"), Roles = ["1", "+1", " 2", "-1", "system, agent", "none", ""] },
                new ApiKeyOptions { Name = "twin", Sha256 = ApiKeys.DigestOf("x").ToUpperInvariant(), Roles = ["agent"] },
            ],
        }).Failures!.ToArray();

        Assert.Equal(
            ["Auth:Keys:0:Name", "Auth:Keys:0:Sha256", "Auth:Keys:0:Roles", "Auth:Keys:0:Tenants", "Auth:Keys:2:Roles", "Auth:Keys:3:Roles", "Auth:Keys:4:Sha256"],
            faults.Select(fault => fault.Split(' ')[0]));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("+1")]
    [InlineData(" 2")]
    [InlineData("system, agent")]
    [InlineData("none")]
    public void A_role_is_a_word_and_nothing_else(string role) => Assert.True(new AuthOptionsValidator().Validate(null, new AuthOptions
    {
        Keys = [new ApiKeyOptions { Name = "n", Sha256 = ApiKeys.DigestOf("z"), Roles = [role] }],
    }).Failed);

    private static HttpRequest Request(params string[] keys)
    {
        var context = new DefaultHttpContext();
        if (keys.Length > 0)
        {
            context.Request.Headers[ApiKeys.Header] = keys;
        }

        return context.Request;
    }
}
