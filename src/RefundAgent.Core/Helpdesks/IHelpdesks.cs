using System.Collections.Immutable;

namespace RefundAgent.Helpdesks;

/// <summary>The helpdesks that the operator has connected; fixed while the process runs.</summary>
public interface IHelpdesks
{
    ImmutableArray<ConnectedHelpdesk> All { get; }

    /// <summary>Null where none of that name is connected.</summary>
    ConnectedHelpdesk? Find(string name);
}

/// <summary>A helpdesk with the ways in and out.</summary>
/// <param name="Connection">What was agreed.</param>
/// <param name="Proof">That a delivery came from there.</param>
/// <param name="Reader">What a delivery is about.</param>
/// <param name="Api">To read and to write.</param>
public sealed record ConnectedHelpdesk(HelpdeskConnection Connection, IDeliveryProof Proof, IDeliveryReader Reader, IHelpdesk Api);
