using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Adapters.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Proofs;

/// <summary>Signatures that other programs made: ours by `openssl dgst -mac HMAC` and Python's hmac, others' by vendors and third parties.</summary>
public sealed class SignatureVectorTests
{
    private const string Others = "helpdesk-vectors.json";
    private const string Secret = "a secret that nobody uses, ä";

    /// <summary>Bytes that a program which reads a body before it signs would change: escapes, blanks, a line break of two characters.</summary>
    private const string Body = "{\"id\":\"evt-1\",\"text\":\"Wo ist mein Geld? \\u00e9 é 😀\",\r\n \"n\": 1.50}\n";

    private static readonly DateTimeOffset SignedAt = new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, string> Own => new()
    {
        { "chatwoot", Body, "X-Chatwoot-Signature: sha256=5e56b1ba5e3ac8eea9ecf391b90c06fea5ae9f9d8159ccdc00296f373619cffe", "X-Chatwoot-Timestamp: 1768910400" },
        { "chatwoot", "", "X-Chatwoot-Signature: sha256=84708339b68b34c3cc0e993dc953a90f8a6c545e2020cdeb97dfdade22a5c9e7", "X-Chatwoot-Timestamp: 1768910400" },
        { "front", Body, "X-Front-Signature: GVIZwu74pivnIjOcyDtlp8wF+mdsg0zdNQuPVK8dOFM=", "X-Front-Request-Timestamp: 1768910400000" },
        { "front", "", "X-Front-Signature: qx/LMW8tr0utqzsHwbtSSjWVGOoOyPq+Te8xgIF3970=", "X-Front-Request-Timestamp: 1768910400000" },
        { "helpscout", Body, "X-HelpScout-Signature: UtH1sfIKPnD4njah4wwm8cVyBOU=", "" },
        { "helpscout", "", "X-HelpScout-Signature: ay6z0hLeY7vcHHs0LdL6PDNR9vI=", "" },
        { "intercom", Body, "X-Hub-Signature: sha1=52d1f5b1f20a3e70f89e36a1e30c26f1c57204e5", "" },
        { "intercom", "", "X-Hub-Signature: sha1=6b2eb3d212de63bbdc1c7b342dd2fa3c3351f6f2", "" },
        { "zammad", Body, "X-Hub-Signature: sha1=52d1f5b1f20a3e70f89e36a1e30c26f1c57204e5", "" },
        { "zammad", "", "X-Hub-Signature: sha1=6b2eb3d212de63bbdc1c7b342dd2fa3c3351f6f2", "" },
        { "zendesk", Body, "X-Zendesk-Webhook-Signature: fEIx3p1nHpi9FCIenvgMeo6/Eg0mew0h14mX+DFkOSQ=", "X-Zendesk-Webhook-Signature-Timestamp: 2026-01-20T12:00:00Z" },
        { "zendesk", "", "X-Zendesk-Webhook-Signature: dYKh3YNM/ZMgpygrKcBWdTGpgmMinPZk2dlGc9TDyIU=", "X-Zendesk-Webhook-Signature-Timestamp: 2026-01-20T12:00:00Z" },
    };

    [Theory]
    [MemberData(nameof(Own))]
    public void What_another_program_signed_is_proven_and_a_byte_more_is_not(string kind, string body, string signature, string stamp)
    {
        var sent = new Sent([.. new[] { signature, stamp }.Where(line => line.Length > 0).Select(HeaderOf)], [.. Encoding.UTF8.GetBytes(body)]);
        var proof = HelpdeskKinds.Find(kind)!.ProofBy([Secret]);

        Assert.True(sent.IsProvenBy(proof, SignedAt));
        Assert.False((sent with { Body = sent.Body.Add((byte)' ') }).IsProvenBy(proof, SignedAt));
        Assert.False(sent.IsProvenBy(HelpdeskKinds.Find(kind)!.ProofBy([Secret + " "]), SignedAt));
    }

    [Fact]
    public void Every_helpdesk_that_signs_has_signatures_here() => Assert.Equal(
        Forging.Names.Where(name => new Forging(name).Signature is not null).Order(StringComparer.Ordinal),
        Own.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Their file says of each who made it: a digest that was printed somewhere, or one of our making over somebody else's inputs.</summary>
    [SharedDataFact(Others)]
    public void What_others_signed_is_proven_and_a_byte_more_is_not()
    {
        var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.At(Others))).RootElement.EnumerateArray().ToArray();
        foreach (var vector in vectors)
        {
            var headers = vector.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!));
            var sent = new Sent([.. headers], [.. Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!)]);
            var proof = HelpdeskKinds.Find(vector.GetProperty("scheme").GetString()!)!.ProofBy([vector.GetProperty("secret").GetString()!]);
            var at = vector.TryGetProperty("validAt", out var valid) ? DateTimeOffset.FromUnixTimeSeconds(valid.GetInt64()) : SignedAt;

            // One is of the signature alone: its time is none that the vendor would send.
            var isProven = !sent.Headers.Any(header => header.Key.EndsWith("Timestamp", StringComparison.Ordinal) && header.Value == "1234");
            Assert.True(sent.IsProvenBy(proof, at) == isProven, vector.ToString());
            Assert.False((sent with { Body = sent.Body.Add((byte)' ') }).IsProvenBy(proof, at), vector.ToString());
        }

        Assert.NotEmpty(vectors);
    }

    private static KeyValuePair<string, string> HeaderOf(string line) => line.Split(": ", 2) switch
    {
        [var name, var value] => new(name, value),
        _ => throw new FormatException($"'{line}' is no header."),
    };
}
