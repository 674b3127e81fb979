using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>All that an advisor may know of one message: the ticket's own customer's evidence and one frozen version of what was learned.</summary>
public sealed record Inquiry
{
    public required Ticket Ticket { get; init; }

    /// <summary>What we asked about in the message before; this one may answer it.</summary>
    public required ImmutableArray<ClaimPapers> Open { get; init; }

    /// <summary>The message as the built-in reader has it; for finding what was learned of such cases, an advisor reads for itself.</summary>
    public required ImmutableArray<ReadClaim> Read { get; init; }

    public required CustomerEvidence Evidence { get; init; }

    public required DecisionBasis Basis { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>One reading of a part of the message with everything that is known of it.</summary>
    public CaseFile FileFor(ClaimReading claim) =>
        CaseFiles.Open(Ticket, claim, Evidence.Orders, Evidence.Account, Basis.Policy.Refunds, Now);
}
