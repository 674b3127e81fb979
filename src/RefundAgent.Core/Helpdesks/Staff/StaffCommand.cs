using RefundAgent.Decisions;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>What a note of the team tells the agent to do; whose note it is and whether it counts is for <see cref="StaffNote"/> to say.</summary>
public abstract record StaffCommand
{
    private StaffCommand()
    {
    }

    /// <summary>Null where the decision has one claim that waits.</summary>
    public ClaimId? Claim { get; init; }

    /// <summary>For the record, in the person's own words.</summary>
    public string? Words { get; init; }

    /// <param name="Amount">Instead of what was proposed; null to agree with that.</param>
    public sealed record Approve(StatedAmount? Amount) : StaffCommand;

    public sealed record Deny : StaffCommand;

    /// <summary>What would have been right.</summary>
    /// <param name="Outcome">Approve, deny or escalate.</param>
    /// <param name="Amount">With an approval; null for all that the claim is entitled to.</param>
    public sealed record Correct(Outcome Outcome, StatedAmount? Amount) : StaffCommand;

    /// <summary>It begins like a command and is none.</summary>
    /// <param name="Why">What is wrong with it.</param>
    public sealed record Unclear(string Why) : StaffCommand;
}

/// <summary>A sum as a person wrote it.</summary>
/// <param name="Digits">With a point where there are decimals.</param>
/// <param name="Currency">Three capitals; null for the case's own.</param>
public sealed record StatedAmount(string Digits, string? Currency);
