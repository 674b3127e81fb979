using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Helpdesks;

/// <summary>The operator's name for one helpdesk that is connected, unique over all tenants: the last part of its webhook's path.</summary>
[JsonConverter(typeof(IdJsonConverter<ConnectionName>))]
public readonly record struct ConnectionName(string Value) : IId<ConnectionName>
{
    public string Value { get; } = Id.Require(Value);

    /// <summary>
    /// A lower-case letter, then up to 39 letters and digits: what stands in a path as it is, and in the name of an environment variable.
    /// </summary>
    public static bool MayBe(string name) =>
        name is [>= 'a' and <= 'z', ..] && name.Length <= 40 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    public static ConnectionName From(string value) => new(value);

    public override string ToString() => Value;
}
