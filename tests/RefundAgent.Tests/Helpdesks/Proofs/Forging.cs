using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Proofs;

/// <summary>
/// One kind's own sample, with what a forger would find out about it: which headers prove it, which of them is the signature and in what
/// form. A new kind is put to all of the tests by being among <see cref="HelpdeskKinds.All"/>.
/// </summary>
internal sealed partial class Forging
{
    public const string Secret = "a secret of this test 0123456789";
    public const string OtherSecret = "a secret of this test 0123456788";

    public static readonly DateTimeOffset Now = new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly HelpdeskKind kind;

    public Forging(string name)
    {
        kind = HelpdeskKinds.Find(name) ?? throw new InvalidOperationException($"There is no kind '{name}'.");
        Sample = SampleAt(Now);
        Proving = [.. Sample.Headers.Select(each => each.Key).Where(header => !Sample.Without(header).IsProvenBy(By(Secret), Now))];
        Signature = Proving.SingleOrDefault(header => SignatureForm().IsMatch(Sample[header]));
        Stamp = Signature is null ? null : Proving.SingleOrDefault(header => header != Signature);
    }

    public Sent Sample { get; }

    /// <summary>Headers without which nothing is proven.</summary>
    public ImmutableArray<string> Proving { get; }

    /// <summary>Null where the helpdesk cannot sign and shows the secret itself.</summary>
    public string? Signature { get; }

    /// <summary>The header of the signed time; null where none is.</summary>
    public string? Stamp { get; }

    public bool IsHex => Signature is not null && Digest.All(char.IsAsciiHexDigit);

    public string Prefix => Signature is null ? "" : SignatureForm().Match(Sample[Signature]).Groups["prefix"].Value;

    public string Digest => Sample[Signature!][Prefix.Length..];

    public static IEnumerable<string> Names => HelpdeskKinds.All.Select(kind => kind.Name);

    public IDeliveryProof By(params string[] secrets) => kind.ProofBy([.. secrets]);

    public Sent SampleAt(DateTimeOffset now, string secret = Secret) => Sent.Of(kind.SampleOf(
        new HelpdeskOptions { Kind = kind.Name, Secret = secret, Account = "12345", BaseUrl = "https://desk.example.com", User = "agent", Token = "token" },
        new TicketId("77"),
        now));

    public Sent Signed(string digest, string? prefix = null) => Sample.With(Signature!, (prefix ?? Prefix) + digest);

    /// <summary>The same bytes, written the other way.</summary>
    public string OtherForm => IsHex ? Convert.ToBase64String(Convert.FromHexString(Digest)) : Convert.ToHexStringLower(Convert.FromBase64String(Digest));

    [GeneratedRegex("^(?<prefix>(sha1=|sha256=)?)([0-9a-f]{40}|[0-9a-f]{64}|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=)$")]
    private static partial Regex SignatureForm();
}
