using System.Collections.Immutable;
using System.Text;
using RefundAgent.Adapters.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Proofs;

/// <summary>Signatures that other programs made: ours by `openssl dgst -mac HMAC` and Python's hmac, others' by vendors and third parties.</summary>
public sealed class SignatureVectorTests
{
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

    /// <summary>Digests that others printed, with what they were made of and where they stand; the pages of these helpdesks say "verified" by them.</summary>
    public static TheoryData<string, string, string, string, string, string> Printed => new()
    {
        {
            "zendesk", "the test zendesk_uses_timestamp_plus_raw_body_and_rejects_stale_requests of a public Rust program; the vendor's published test secret",
            "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==", "{\"event\":\"ticket.updated\",\"id\":123}",
            "X-Zendesk-Webhook-Signature: S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=", "X-Zendesk-Webhook-Signature-Timestamp: 2021-03-25T05:09:27Z"
        },
        {
            "intercom", "the tests of webhook-verify, a public Rust crate",
            "intercom-client-secret-for-testing", "", "X-Hub-Signature: sha1=791cab26adf4ef564b06818281a43afef3880572", ""
        },
        {
            "helpscout", "LasLabs/python-helpscout, helpscout/tests/test_web_hook.py",
            "your secret key", "{\"firstName\":\"Jackie\",\"lastName\":\"Chan\",\"email\":\"jackie.chan@somewhere.com\",\"gender\":\"male\"}",
            "X-HelpScout-Signature: 2iFmnzC8SCNVF/iNiMnSe19yceU=", ""
        },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void What_others_printed_is_proven_and_a_byte_more_is_not(string kind, string source, string secret, string body, string signature, string stamp)
    {
        var sent = new Sent([.. new[] { signature, stamp }.Where(line => line.Length > 0).Select(HeaderOf)], [.. Encoding.UTF8.GetBytes(body)]);
        var proof = HelpdeskKinds.Find(kind)!.ProofBy([secret]);
        var at = stamp.Length == 0 ? SignedAt : DateTimeOffset.Parse(HeaderOf(stamp).Value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(sent.IsProvenBy(proof, at), source);
        Assert.False((sent with { Body = sent.Body.Add((byte)' ') }).IsProvenBy(proof, at), source);
    }

    private static KeyValuePair<string, string> HeaderOf(string line) => line.Split(": ", 2) switch
    {
        [var name, var value] => new(name, value),
        _ => throw new FormatException($"'{line}' is no header."),
    };
}
