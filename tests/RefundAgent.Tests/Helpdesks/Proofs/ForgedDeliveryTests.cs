using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Proofs;

/// <summary>Every way to forge a delivery against every helpdesk that can be connected.</summary>
public sealed class ForgedDeliveryTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>What is sent instead of the sample; null where a helpdesk has nothing that could be forged so.</summary>
    private static readonly ImmutableSortedDictionary<string, Func<Forging, Sent?>> Forgeries = new Dictionary<string, Func<Forging, Sent?>>
    {
        ["wrong secret"] = real => real.SampleAt(Forging.Now, Forging.OtherSecret),
        ["old timestamp"] = real => real.Stamp is null ? null : real.SampleAt(Forging.Now - Tolerance - Second),
        ["future timestamp"] = real => real.Stamp is null ? null : real.SampleAt(Forging.Now + Tolerance + Second),
        ["another timestamp than was signed"] = real => real.Stamp is null ? null : real.Sample.With(real.Stamp, real.SampleAt(Forging.Now + Second)[real.Stamp]),
        ["timestamp without digits"] = real => real.Stamp is null ? null : real.Sample.With(real.Stamp, "just now"),
        ["first byte changed"] = real => Tampered(real, body => body.SetItem(0, (byte)(body[0] ^ 1))),
        ["last byte changed"] = real => Tampered(real, body => body.SetItem(body.Length - 1, (byte)(body[^1] ^ 1))),
        ["trailing newline"] = real => Tampered(real, body => body.Add((byte)'\n')),
        ["empty body"] = real => Tampered(real, _ => []),
        ["no headers at all"] = real => real.Sample with { Headers = [] },
        ["signature missing"] = real => real.Sample.Without(real.Proving[0]),
        ["timestamp missing"] = real => real.Stamp is null ? null : real.Sample.Without(real.Stamp),
        ["signature blank"] = real => real.Sample.With(real.Signature ?? real.Proving[0], ""),
        ["signature twice"] = real => real.Sample.Twice(real.Signature ?? real.Proving[0]),
        ["timestamp twice"] = real => real.Stamp is null ? null : real.Sample.Twice(real.Stamp),
        ["hex instead of Base64, or the reverse"] = real => real.Signature is null ? null : real.Signed(real.OtherForm),
        ["prefix missing"] = real => real.Prefix.Length == 0 ? null : real.Signed(real.Digest, ""),
        ["prefix of another hash"] = real => real.Prefix.Length == 0 ? null : real.Signed(real.Digest, "sha512="),
        ["prefix in capitals"] = real => real.Prefix.Length == 0 ? null : real.Signed(real.Digest, real.Prefix.ToUpperInvariant()),
        ["prefix that is none"] = real => real.Signature is null || real.Prefix.Length > 0 ? null : real.Signed(real.Digest, "sha256="),
        ["half of the digest"] = real => real.Signature is null ? null : real.Signed(real.Digest[..(real.Digest.Length / 2)]),
        ["nothing but zeros"] = real => real.Signature is null ? null : real.Signed(real.IsHex ? new string('0', real.Digest.Length) : new string('A', real.Digest.Length - 1) + "="),
        ["a blank behind the signature"] = real => real.Signature is null ? null : real.Signed(real.Digest + " "),
        ["two signatures with a comma between"] = real => real.Signature is null ? null : real.Signed($"{real.Digest},{real.Prefix}{real.Digest}"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Kinds => [.. Forging.Names];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var kind in Forging.Names)
            {
                foreach (var (forgery, make) in Forgeries)
                {
                    if (make(new Forging(kind)) is not null)
                    {
                        cases.Add(kind, forgery);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_forgery_is_proven(string kind, string forgery)
    {
        var real = new Forging(kind);

        Assert.False(Forgeries[forgery](real)!.IsProvenBy(real.By(Forging.Secret), Forging.Now));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_helpdesk_sends_is_proven_by_any_of_several_secrets_wherever_it_stands(string kind)
    {
        var real = new Forging(kind);

        Assert.True(real.Sample.IsProvenBy(real.By(Forging.Secret), Forging.Now));
        Assert.True(real.Sample.IsProvenBy(real.By(Forging.Secret, Forging.OtherSecret), Forging.Now));
        Assert.True(real.Sample.IsProvenBy(real.By(Forging.OtherSecret, Forging.Secret), Forging.Now));
        Assert.False(real.Sample.IsProvenBy(real.By(Forging.OtherSecret, Forging.OtherSecret), Forging.Now));
        Assert.False(real.Sample.IsProvenBy(real.By(), Forging.Now));
    }

    /// <summary>A digest is its bytes: in capitals it is the same one, and whoever could write it so could write it as usual.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Letters_of_a_hexadecimal_digest_may_be_capitals(string kind)
    {
        var real = new Forging(kind);

        Assert.True(!real.IsHex || real.Signed(real.Digest.ToUpperInvariant()).IsProvenBy(real.By(Forging.Secret), Forging.Now));
    }

    /// <summary>Where no time is signed an old delivery is proven again: that it has no second effect is seen to by its event's key.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_signed_time_is_good_for_five_minutes_either_way_and_without_one_a_delivery_is_good_for_ever(string kind)
    {
        var real = new Forging(kind);
        var proof = real.By(Forging.Secret);

        Assert.True(real.Sample.IsProvenBy(proof, Forging.Now + Tolerance));
        Assert.True(real.Sample.IsProvenBy(proof, Forging.Now - Tolerance));
        Assert.Equal(real.Stamp is null, real.Sample.IsProvenBy(proof, Forging.Now.AddYears(1)));
    }

    /// <summary>Where a helpdesk shows the secret itself nothing of a body is proven, and only who wrote the body can know what it may hold.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_helpdesk_signs_its_body_or_the_operator_writes_it(string kind)
    {
        var real = new Forging(kind);
        var reader = HelpdeskKinds.Find(kind)!.ReaderFor(new HelpdeskOptions { Kind = kind, Account = "12345" });

        Assert.Equal(real.Signature is null, (real.Sample with { Body = [.. "{}"u8] }).IsProvenBy(real.By(Forging.Secret), Forging.Now));
        Assert.True(real.Signature is not null || reader.IsAuthoredByOperator);
    }

    private static Sent? Tampered(Forging real, Func<ImmutableArray<byte>, ImmutableArray<byte>> change) =>
        real.Signature is null ? null : real.Sample with { Body = change(real.Sample.Body) };
}
