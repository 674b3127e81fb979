using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Experiments;

/// <summary>What a case is decided under, while the operator runs an experiment on what labels cannot show.</summary>
public enum Arm
{
    /// <summary>The version in force.</summary>
    InForce,

    /// <summary>Nothing learned: the operator's rules alone, and people.</summary>
    Control,

    /// <summary>The newest version that the learner saved, while a person holds an older one in force.</summary>
    Canary,
}

/// <param name="Arm">That the case fell into.</param>
/// <param name="Probability">With which it did, above 0 to 1.</param>
public sealed record AssignedArm(Arm Arm, decimal Probability)
{
    /// <summary>By a hash of tenant and ticket, so that a case stays in its arm over all its messages, whichever machine decides them.</summary>
    /// <param name="terms">Of the tenant's policy.</param>
    /// <param name="held">A person holds an older version in force; else the newest is, and there is nothing for a canary to try.</param>
    /// <returns>Null where no experiment is on.</returns>
    public static AssignedArm? Of(TenantId tenant, TicketId ticket, ExperimentTerms terms, bool held)
    {
        if (terms.IsOff)
        {
            return null;
        }

        var canary = held ? terms.CanaryShare : 0;
        var drawn = Chance(tenant, ticket);
        return drawn < terms.ControlShare ? new AssignedArm(Arm.Control, terms.ControlShare)
            : drawn < terms.ControlShare + canary ? new AssignedArm(Arm.Canary, canary)
            : new AssignedArm(Arm.InForce, 1 - terms.ControlShare - canary);
    }

    /// <returns>0 inclusive to 1 exclusive.</returns>
    private static decimal Chance(TenantId tenant, TicketId ticket)
    {
        var named = Encoding.UTF8.GetBytes($"arm|{tenant.Value.Length}:{tenant}|{ticket}");
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named)) / (uint.MaxValue + 1m);
    }
}
