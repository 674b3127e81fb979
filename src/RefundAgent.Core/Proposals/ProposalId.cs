using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Proposals;

/// <summary>The content hash of a proposal: same cases and effect, same id.</summary>
[JsonConverter(typeof(IdJsonConverter<ProposalId>))]
public readonly record struct ProposalId(string Value) : IId<ProposalId>
{
    public string Value { get; } = Id.Require(Value);

    public static ProposalId From(string value) => new(value);

    public override string ToString() => Value;
}
