using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RefundAgent.Adapters.Payments;

/// <summary>How the sandbox provider misbehaves, so that an incident can be rehearsed before it happens.</summary>
internal sealed class SandboxOptions
{
    /// <summary>After how long a refund that was answered as pending is settled.</summary>
    [Range(0, 86_400)]
    public int SettleAfterSeconds { get; set; } = 60;

    /// <summary>The first one that fits a call answers it.</summary>
    [ValidateEnumeratedItems]
    public List<SandboxFaultOptions> Faults { get; set; } = [];
}

/// <summary>One line of the script.</summary>
internal sealed class SandboxFaultOptions
{
    /// <summary>A name of <see cref="SandboxAnswer"/>, in small or capital letters.</summary>
    public string Answer { get; set; } = "";

    /// <summary>A name of <see cref="SandboxCall"/>; empty for a refund.</summary>
    public string Call { get; set; } = "";

    /// <summary>A payment reference; absent for any.</summary>
    public string? Payment { get; set; }

    /// <summary>An order's id; absent for any. Reads name no order.</summary>
    public string? Order { get; set; }

    /// <summary>The first call that is hit, counted from 1 over the calls that fit, since the process started.</summary>
    [Range(1, 1_000_000)]
    public int Nth { get; set; } = 1;

    /// <summary>How many calls are hit.</summary>
    [Range(1, 1_000_000)]
    public int Times { get; set; } = 1;

    /// <summary>How long a <see cref="SandboxAnswer.Late"/> answer takes.</summary>
    [Range(1, 600)]
    public int DelaySeconds { get; set; } = 30;

    /// <summary>Null for no such name.</summary>
    public SandboxAnswer? AnswerKind => Named<SandboxAnswer>(Answer);

    /// <inheritdoc cref="AnswerKind"/>
    public SandboxCall? CallKind => Call.Length == 0 ? SandboxCall.Refund : Named<SandboxCall>(Call);

    /// <summary>Numbers are no names, though the parser would take them.</summary>
    private static T? Named<T>(string name)
        where T : struct, Enum =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : null;
}

/// <summary>Which calls a fault hits.</summary>
internal enum SandboxCall
{
    Refund,

    /// <summary>What looks a payment or its refunds up.</summary>
    Read,
}

/// <summary>What a call gets instead of its plain answer.</summary>
internal enum SandboxAnswer
{
    /// <summary>HTTP 500; nothing happened.</summary>
    Unavailable,

    /// <summary>HTTP 429, try again in a second; nothing happened.</summary>
    TooMany,

    /// <summary>The call has its effect, and its answer cannot be read.</summary>
    Garbage,

    /// <summary>The connection breaks before the call has any effect.</summary>
    TimeoutBeforePaying,

    /// <summary>The call has its effect, then the connection breaks: the nasty one.</summary>
    TimeoutAfterPaying,

    /// <summary>The call has its effect, and is answered after a while.</summary>
    Late,

    /// <summary>A chargeback is open from here on.</summary>
    Disputed,

    /// <summary>Accepted, and paid after <see cref="SandboxOptions.SettleAfterSeconds"/>.</summary>
    Pending,

    /// <summary>Accepted, and sent back by the bank after <see cref="SandboxOptions.SettleAfterSeconds"/>.</summary>
    PendingThenFailed,
}
