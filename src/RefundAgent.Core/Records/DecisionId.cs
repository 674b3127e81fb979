using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>
/// Names a decision: the UTC time to the millisecond, then a hash of tenant, ticket and message
/// (<c>20261122-143005123-0f9a2b7c41d86e35</c>), so that ids sort by time and one point read finds one.
/// </summary>
[JsonConverter(typeof(IdJsonConverter<DecisionId>))]
public readonly record struct DecisionId(string Value) : IId<DecisionId>
{
    private const string Format = "yyyyMMdd-HHmmssfff";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public string Value { get; } = Id.Require(Value);

    public static DecisionId From(string value) => new(value);

    public static DecisionId For(Ticket ticket)
    {
        var parts = new[] { ticket.Tenant.Value, ticket.Id.Value, ticket.Message.Value };
        var named = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)).AsSpan(0, 8));
        return new DecisionId($"{ticket.ReceivedAt.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}-{hash}");
    }

    /// <summary>False for text that no decision of ours is named by.</summary>
    public static bool TryParse(string? text, out DecisionId id, out DateTimeOffset at)
    {
        id = default;
        at = default;
        if (text is not { Length: 35 } || text[18] != '-' || text.AsSpan(19).ContainsAnyExcept(Hexadecimal)
            || !DateTimeOffset.TryParseExact(text.AsSpan(0, 18), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at))
        {
            return false;
        }

        id = new DecisionId(text);
        return true;
    }

    public override string ToString() => Value;
}
