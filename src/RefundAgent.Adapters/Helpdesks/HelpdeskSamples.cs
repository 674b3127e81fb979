using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Samples of the connections in the settings; the secrets stay in here.</summary>
/// <param name="configuration">Whose section was found in order.</param>
internal sealed class HelpdeskSamples(IConfiguration configuration) : IHelpdeskSamples
{
    /// <summary>As good as any that the connection does not have.</summary>
    private const string AnotherSecret = "this is not the secret of the connection";

    public ImmutableArray<HelpdeskTemplate> Templates { get; } = [.. HelpdeskKinds.All.Select(kind => new HelpdeskTemplate(kind.Name, kind.Title, kind.Instructions))];

    public SampleDelivery Sample(ConnectionName connection, TicketId ticket, DateTimeOffset now, bool isForged = false)
    {
        var (name, options) = ConnectionSettings.Read(configuration).Single(each => each.Name == connection.Value);
        return ConnectionSettings.KindOf(name, options)!.SampleOf(isForged ? options with { Secret = AnotherSecret } : options, ticket, now);
    }
}
