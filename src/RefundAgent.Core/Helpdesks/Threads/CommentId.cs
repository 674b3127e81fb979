using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Helpdesks;

/// <summary>The helpdesk's own id of one comment, note or message of a ticket.</summary>
[JsonConverter(typeof(IdJsonConverter<CommentId>))]
public readonly record struct CommentId(string Value) : IId<CommentId>
{
    public string Value { get; } = Id.Require(Value);

    public static CommentId From(string value) => new(value);

    public override string ToString() => Value;
}
