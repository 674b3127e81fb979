using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Feedback;

/// <summary>Makes one piece of feedback of one principal count once, however often it is delivered; see <see cref="EventKey"/>.</summary>
[JsonConverter(typeof(IdJsonConverter<EventId>))]
public readonly record struct EventId(string Value) : IId<EventId>
{
    public string Value { get; } = Id.Require(Value);

    public static EventId From(string value) => new(value);

    public override string ToString() => Value;
}
