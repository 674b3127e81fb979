using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>What somebody needs who connects a helpdesk, and tries the connection out before a customer does.</summary>
public interface IHelpdeskSamples
{
    /// <summary>Of every helpdesk that can be connected, by its kind.</summary>
    ImmutableArray<HelpdeskTemplate> Templates { get; }

    /// <summary>A delivery that says that a ticket moved, signed with the connection's own first secret; or with another, to see that it is refused.</summary>
    /// <param name="connection">One that is in the settings.</param>
    /// <param name="ticket">The helpdesk's own id.</param>
    /// <param name="now">When it is signed.</param>
    /// <param name="isForged">Signed with a secret that is not the connection's.</param>
    SampleDelivery Sample(ConnectionName connection, TicketId ticket, DateTimeOffset now, bool isForged = false);
}

/// <summary>What has to be set up in a helpdesk.</summary>
/// <param name="Kind">As the settings name it.</param>
/// <param name="Title">As people write it.</param>
/// <param name="Instructions">With <c>{url}</c>, <c>{secret}</c> and <c>{name}</c> where those go.</param>
public sealed record HelpdeskTemplate(string Kind, string Title, string Instructions)
{
    private const string Url = "{url}", Secret = "{secret}", Name = "{name}";

    /// <summary>The operator chooses the secret; otherwise the helpdesk makes it, and shows it.</summary>
    public bool TakesSecret => Instructions.Contains(Secret, StringComparison.Ordinal);

    /// <param name="url">Of the agent's webhook.</param>
    /// <param name="name">Of the connection.</param>
    /// <param name="secret">That both sides get.</param>
    public string Fill(string url, ConnectionName name, string secret) => Instructions
        .Replace(Url, url, StringComparison.Ordinal)
        .Replace(Name, name.Value, StringComparison.Ordinal)
        .Replace(Secret, secret, StringComparison.Ordinal);
}
