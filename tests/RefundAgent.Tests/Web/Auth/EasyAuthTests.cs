using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Auth;

public sealed class EasyAuthTests
{
    private const string Manager =
        """{"auth_typ":"aad","role_typ":"roles","claims":[{"typ":"oid","val":"7f3"},{"typ":"roles","val":"manager"},{"typ":"roles","val":"agent"},{"typ":"roles","val":"15"}]}""";

    [Fact]
    public void A_signed_in_person_has_the_roles_that_the_directory_gave_and_no_others()
    {
        var caller = Find(Manager, asked: "true", platform: "True");

        Assert.Equal("user:7f3", caller?.Principal.Value);
        Assert.Equal(Roles.Agent | Roles.Manager, caller?.Roles);
    }

    [Theory]
    [InlineData("true", null)]
    [InlineData("true", "False")]
    [InlineData(null, "True")]
    [InlineData("false", "True")]
    public void The_header_counts_only_where_the_operator_asked_and_the_platform_checks_it(string? asked, string? platform) =>
        Assert.Null(Find(Manager, asked, platform));

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"claims":[]}""")]
    [InlineData("""{"claims":[{"typ":"oid"}]}""")]
    [InlineData("""{"claims":[{"typ":7,"val":"x"}]}""")]
    public void A_malformed_header_is_nobody(string principal) => Assert.Null(Find(principal, "true", "true"));

    private static Caller? Find(string principal, string? asked, string? platform)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Auth:EasyAuth", asked), new("WEBSITE_AUTH_ENABLED", platform)]).Build();
        var request = new DefaultHttpContext().Request;
        request.Headers[EasyAuth.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));
        return new EasyAuth(configuration).Find(request);
    }
}
