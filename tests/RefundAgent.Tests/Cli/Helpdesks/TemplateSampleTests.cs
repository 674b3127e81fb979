using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Cli;
using RefundAgent.Cli.Helpdesks;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Cli.Helpdesks;

public sealed class TemplateSampleTests
{
    private static readonly ImmutableArray<HelpdeskTemplate> Templates = [.. HelpdeskKinds.All.Select(kind => new HelpdeskTemplate(kind.Name, kind.Title, kind.Instructions))];

    public static TheoryData<string> Kinds => [.. HelpdeskKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_helpdesks_sample_names_the_webhook_and_leaves_nothing_to_fill_in(string kind)
    {
        var sample = TemplateSample.Of(Templates, kind, "https://refunds.example.com/", "support2");

        Assert.Equal("https://refunds.example.com/api/webhooks/support2", sample.Webhook);
        Assert.Contains(sample.Webhook, sample.Text, StringComparison.Ordinal);
        Assert.All(["{url}", "{name}", "{secret}"], placeholder => Assert.DoesNotContain(placeholder, sample.Text, StringComparison.Ordinal));
        Assert.Contains("support2", sample.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_operator_chooses_the_secret_a_new_one_is_made_each_time()
    {
        var (first, second) = (TemplateSample.Of(Templates, "zammad", "https://a.example", null), TemplateSample.Of(Templates, "zammad", "https://a.example", null));

        Assert.Equal(40, first.Secret!.Length);
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Contains(first.Secret, first.Text, StringComparison.Ordinal);
        Assert.Null(TemplateSample.Of(Templates, "chatwoot", "https://a.example", null).Secret);
    }

    [Theory]
    [InlineData("outlook", "https://a.example", null, "zammad")]
    [InlineData("zammad", "https://a.example", "Our Desk", "--name")]
    [InlineData("zammad", "a.example", null, "--url")]
    [InlineData("zammad", "ftp://a.example", null, "--url")]
    public void What_cannot_be_is_told_with_what_can(string kind, string url, string? name, string part) =>
        Assert.Contains(part, Assert.Throws<CommandFailedException>(() => TemplateSample.Of(Templates, kind, url, name)).Message, StringComparison.Ordinal);
}
