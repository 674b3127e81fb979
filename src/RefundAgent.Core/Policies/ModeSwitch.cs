using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Context;
using RefundAgent.Tickets;

namespace RefundAgent.Policies;

/// <summary>
/// Turns the operator's main switch without a file at hand: the policy in force, with that one word of it changed, is kept as a version of
/// its own and obeyed by the next decision. Off asks for no valid policy: it has to stop the agent whatever state its policy is in.
/// </summary>
public sealed class ModeSwitch(PolicyImport import, IPolicyParser parser, IPolicyStore policies, IContextStore contexts)
{
    private const string Name = "mode";

    /// <summary>Put in force where the document of before cannot be read or changed: nothing can be decided under it, in any process.</summary>
    private const string OnlyOff = """{"mode":"off"}""";

    /// <summary>Of every tenant that has a policy, whether it can be read or not; by name.</summary>
    public async Task<ImmutableArray<ModeInForce>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var modes = ImmutableArray.CreateBuilder<ModeInForce>();
        foreach (var tenant in (await contexts.TenantsAsync(cancellationToken)).Sort((left, right) => string.CompareOrdinal(left.Value, right.Value)))
        {
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            if (pointer.Policy is { } version)
            {
                modes.Add(await ReadAsync(tenant, version, cancellationToken));
            }
        }

        return modes.ToImmutable();
    }

    /// <exception cref="NoPolicyException">There is no policy whose mode it could be.</exception>
    public async Task<ModeInForce> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        return await ReadAsync(tenant, pointer.Policy ?? throw new NoPolicyException(tenant), cancellationToken);
    }

    /// <exception cref="NoPolicyException">There is no policy whose mode it could be.</exception>
    /// <exception cref="InvalidPolicyException">The policy in force is not valid for this build, and only off needs no valid one; nothing has changed.</exception>
    /// <exception cref="UnreadableRowException">The same for a policy that cannot be read.</exception>
    public Task<TurnedMode> TurnAsync(TenantId tenant, Mode to, CancellationToken cancellationToken) =>
        to is Mode.Off ? StopAsync(tenant, cancellationToken) : ChangeAsync(tenant, to, cancellationToken);

    /// <summary>Letter for letter the same document but for that word: it is the operator's. Null where it says none.</summary>
    public static string? With(string json, Mode mode)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        return WordIn(bytes) is { } word
            ? Encoding.UTF8.GetString(bytes[..word.Start]) + CanonicalJson.Write(mode) + Encoding.UTF8.GetString(bytes[word.End..])
            : null;
    }

    private async Task<TurnedMode> ChangeAsync(TenantId tenant, Mode to, CancellationToken cancellationToken)
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
        return new TurnedMode(tenant, before, to, null);
    }

    private async Task<TurnedMode> StopAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
            var version = pointer.Policy ?? throw new NoPolicyException(tenant);
            var (json, _) = await FindAsync(tenant, version, cancellationToken);
            var stopped = Stopped(json);
            if (stopped.Version != version)
            {
                await policies.SaveAsync(tenant, stopped, cancellationToken);
                if (!await contexts.SwapAsync(tenant, pointer, pointer with { Policy = stopped.Version }, cancellationToken))
                {
                    continue;
                }
            }

            return new TurnedMode(tenant, json is null ? null : Look(tenant, json).Mode, Mode.Off, Look(tenant, stopped.Json).Fault);
        }
    }

    private PolicyDocument Stopped(string? json) =>
        json is not null && With(json, Mode.Off) is { } changed && parser.VersionOf(changed) is { } version
            ? new PolicyDocument(version, changed)
            : new PolicyDocument(parser.VersionOf(OnlyOff)!.Value, OnlyOff);

    private async Task<ModeInForce> ReadAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        var (json, fault) = await FindAsync(tenant, version, cancellationToken);
        return json is null ? new ModeInForce(tenant, null, fault) : Look(tenant, json);
    }

    /// <returns>The document, or why it cannot be had.</returns>
    private async Task<(string? Json, string? Fault)> FindAsync(TenantId tenant, PolicyVersion version, CancellationToken cancellationToken)
    {
        try
        {
            return await policies.FindAsync(tenant, version, cancellationToken) is { } document
                ? (document.Json, null)
                : (null, $"Policy version {version} is in force and not stored.");
        }
        catch (UnreadableRowException unreadable)
        {
            return (null, unreadable.Message);
        }
    }

    private ModeInForce Look(TenantId tenant, string json)
    {
        try
        {
            return new ModeInForce(tenant, parser.Parse(json).Mode, null);
        }
        catch (InvalidPolicyException invalid)
        {
            return new ModeInForce(tenant, SaidIn(json), invalid.Message);
        }
    }

    private static Mode? SaidIn(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        try
        {
            return WordIn(bytes) is { } word ? CanonicalJson.Read<Mode>(bytes.AsSpan(word.Start..word.End)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Where the word stands, with its quotation marks.</returns>
    private static (int Start, int End)? WordIn(byte[] utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals(Name))
                {
                    return reader.Read() && reader.TokenType is JsonTokenType.String ? ((int)reader.TokenStartIndex, (int)reader.BytesConsumed) : null;
                }
            }
        }
        catch (JsonException)
        {
            // Who asks treats a document that is no JSON as one that says no mode.
        }

        return null;
    }
}

/// <param name="Mode">What its policy says; null where nothing that is a mode can be read there.</param>
/// <param name="Fault">Why nothing can be decided for the tenant, in words; null where its policy is valid.</param>
public sealed record ModeInForce(TenantId Tenant, Mode? Mode, string? Fault);

/// <param name="Before">In force until now; null where nobody could read it.</param>
/// <param name="After">In force from the next decision on.</param>
/// <param name="Fault">As of <see cref="ModeInForce"/>: the tenant is off, and nothing can be decided for it until a valid policy is imported.</param>
public sealed record TurnedMode(TenantId Tenant, Mode? Before, Mode After, string? Fault);
