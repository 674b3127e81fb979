using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Context;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

/// <summary>
/// Turns the operator's main switch without a file at hand: the policy in force, with that one word of it changed, goes the way of every
/// policy, so it is checked, kept as a version of its own and obeyed by the next decision.
/// </summary>
public sealed class ModeSwitch(PolicyImport import, IPolicyParser parser, IPolicyStore policies, IContextStore contexts)
{
    private const string Name = "mode";

    /// <summary>Of every tenant that has a policy.</summary>
    public async Task<ImmutableSortedDictionary<string, Mode>> ReadAsync(CancellationToken cancellationToken)
    {
        var modes = ImmutableSortedDictionary.CreateBuilder<string, Mode>(StringComparer.Ordinal);
        foreach (var tenant in await contexts.TenantsAsync(cancellationToken))
        {
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            if (pointer.Policy is { } version && await policies.FindAsync(tenant, version, cancellationToken) is { } document)
            {
                modes[tenant.Value] = parser.Parse(document.Json).Mode;
            }
        }

        return modes.ToImmutable();
    }

    /// <returns>What it was before.</returns>
    /// <exception cref="NoPolicyException">There is no policy whose mode it could be.</exception>
    /// <exception cref="InvalidPolicyException">The policy in force is not valid for this build; nothing has changed.</exception>
    public async Task<Mode> TurnAsync(TenantId tenant, Mode to, CancellationToken cancellationToken)
    {
        var before = to;
        await import.ChangeAsync(
            tenant,
            json =>
            {
                before = parser.Parse(json).Mode;
                return before == to ? null : With(json, to);
            },
            cancellationToken);
        return before;
    }

    /// <summary>Letter for letter the same document but for that word: it is the operator's.</summary>
    public static string With(string json, Mode mode)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals(Name) && reader.Read())
            {
                var word = JsonSerializer.Serialize(mode, CanonicalJson.Options);
                return Encoding.UTF8.GetString(bytes.AsSpan(..(int)reader.TokenStartIndex)) + word + Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed..));
            }
        }

        throw new ArgumentException("A policy says its mode.", nameof(json));
    }
}
