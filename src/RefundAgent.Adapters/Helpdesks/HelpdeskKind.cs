using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>
/// All that is particular to one helpdesk: how it proves its deliveries, what they say, and its API. The next one is a folder with one of
/// these, a line in <see cref="HelpdeskKinds"/>, a double, and a page; a test finds what is missing.
/// </summary>
internal abstract class HelpdeskKind
{
    /// <summary>As the settings, the command line and the page name it: lower-case letters.</summary>
    public abstract string Name { get; }

    /// <summary>As people write it.</summary>
    public abstract string Title { get; }

    /// <summary>What an operator sets up there, ready to paste, with <c>{url}</c>, <c>{secret}</c> and <c>{name}</c> to be filled in.</summary>
    public abstract string Instructions { get; }

    /// <summary>What is missing or wrong in the settings, by the setting's last name; none where all is well.</summary>
    /// <remarks>
    /// A fault reads on after the setting's name ("must be…", "is missing: …") and says what to write. What every kind needs (secret, token,
    /// a safe address) is checked before, and may be wrong here.
    /// </remarks>
    public abstract IEnumerable<(string Setting, string Fault)> FaultsOf(HelpdeskOptions options);

    /// <param name="secrets">At least one; all are tried, since both ends know two while one is being replaced.</param>
    public abstract IDeliveryProof ProofBy(ImmutableArray<string> secrets);

    public abstract IDeliveryReader ReaderFor(HelpdeskOptions options);

    public abstract IHelpdesk Open(HelpdeskOptions options, HelpdeskClients clients);

    /// <summary>A delivery as the helpdesk would send it, for trying a connection out.</summary>
    /// <param name="options">Of the connection; the first of its secrets signs.</param>
    /// <param name="ticket">The helpdesk's own id.</param>
    /// <param name="now">When it is signed.</param>
    public abstract SampleDelivery SampleOf(HelpdeskOptions options, TicketId ticket, DateTimeOffset now);
}
