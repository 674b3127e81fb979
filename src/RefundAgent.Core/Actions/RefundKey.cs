using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using RefundAgent.Identity;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>
/// The idempotency key of one refund: derived from tenant, decision and claim alone, so that however often and wherever a decision
/// is carried out, the ledger and the provider see the same key. 43 characters, since Square takes 45 (Square Refunds API).
/// </summary>
[JsonConverter(typeof(IdJsonConverter<RefundKey>))]
public readonly record struct RefundKey(string Value) : IId<RefundKey>
{
    public string Value { get; } = Id.Require(Value);

    public static RefundKey From(string value) => new(value);

    /// <param name="part">Counts the payments that the claim's refund goes back by, from 0.</param>
    public static RefundKey For(TenantId tenant, DecisionId decision, ClaimId claim, int part = 0)
    {
        var text = $"{tenant.Value.Length}|{tenant}|{decision}|{claim}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(part == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}|{part}")));
        return new RefundKey("rf_" + Convert.ToHexStringLower(hash.AsSpan(0, 20)));
    }

    public override string ToString() => Value;
}
