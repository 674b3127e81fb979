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

    /// <summary>A form or a script on any page can have a browser post these, and the browser adds the sign-in.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public void What_another_site_can_have_a_browser_post_is_from_nobody(string? contentType) =>
        Assert.Null(Find(Manager, "true", "true", HttpMethods.Post, contentType));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public void What_no_other_site_can_post_counts(string contentType) =>
        Assert.NotNull(Find(Manager, "true", "true", HttpMethods.Post, contentType));

    private static Caller? Find(string principal, string? asked, string? platform, string method = "GET", string? contentType = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Auth:EasyAuth", asked), new("WEBSITE_AUTH_ENABLED", platform)]).Build();
        var request = new DefaultHttpContext().Request;
        (request.Method, request.ContentType) = (method, contentType);
        request.Headers[EasyAuth.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));
        return new EasyAuth(configuration).Find(request);
    }
}
