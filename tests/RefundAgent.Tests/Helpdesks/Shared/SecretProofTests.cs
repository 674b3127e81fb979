using System.Text;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Tests.Helpdesks.Proofs;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class SecretProofTests
{
    private const string Secret = "a secret: of the shop 1";

    [Theory]
    [InlineData("X-Webhook-Secret", "a secret: of the shop 1", true)]
    [InlineData("X-Webhook-Secret", "another of the team's 2", true)]
    [InlineData("x-webhook-secret", "a secret: of the shop 1", true)]
    [InlineData("Authorization", "Bearer a secret: of the shop 1", true)]
    [InlineData("Authorization", "bearer a secret: of the shop 1", true)]
    [InlineData("X-Webhook-Secret", "", false)]
    [InlineData("X-Webhook-Secret", "a secret: of the shop", false)]
    [InlineData("X-Webhook-Secret", "a secret: of the shop 12", false)]
    [InlineData("X-Webhook-Secret", "A secret: of the shop 1", false)]
    [InlineData("X-Webhook-Secret", "Bearer a secret: of the shop 1", false)]
    [InlineData("X-Webhook-Secret", "a secret: of the shop 1,another of the team's 2", false)]
    [InlineData("Authorization", "a secret: of the shop 1", false)]
    [InlineData("Authorization", "Token a secret: of the shop 1", false)]
    [InlineData("Authorization", "Bearer", false)]
    [InlineData("Authorization", "Basic a secret: of the shop 1", false)]
    [InlineData("Authorization", "Basic ", false)]
    [InlineData("X-Other", "a secret: of the shop 1", false)]
    public void The_whole_secret_is_shown_where_it_belongs(string header, string value, bool isProven) => Assert.Equal(isProven, Proves((header, value)));

    [Theory]
    [InlineData("agent", "another of the team's 2", true)]
    [InlineData("another of the team's 2", "X", true)]
    [InlineData("another of the team's 2", "", true)]
    [InlineData("", "a secret: of the shop 1", true)]
    [InlineData("agent", "wrong", false)]
    [InlineData("", "", false)]
    public void Basic_has_it_as_user_or_as_password(string user, string password, bool isProven) =>
        Assert.Equal(isProven, Proves(("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))));

    [Fact]
    public void Of_a_header_there_is_one()
    {
        Assert.False(Proves(("X-Webhook-Secret", Secret), ("X-Webhook-Secret", Secret)));
        Assert.False(Proves(("Authorization", $"Bearer {Secret}"), ("Authorization", $"Bearer {Secret}")));
        Assert.True(Proves(("X-Webhook-Secret", "wrong"), ("Authorization", $"Bearer {Secret}")));
    }

    [Fact]
    public void Without_a_secret_nothing_is_proven() =>
        Assert.False(new Sent([new("X-Webhook-Secret", "")], []).IsProvenBy(new SecretProof([]), DateTimeOffset.UnixEpoch));

    private static bool Proves(params (string Name, string Value)[] headers) =>
        new Sent([.. headers.Select(each => KeyValuePair.Create(each.Name, each.Value))], [.. "{}"u8]).IsProvenBy(new SecretProof([Secret, "another of the team's 2"]), DateTimeOffset.UnixEpoch);
}
