using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>The connections of the settings, opened; a name that nobody connected is told by nothing but by not being here.</summary>
internal sealed class Connections : IHelpdesks
{
    private readonly FrozenDictionary<string, ConnectedHelpdesk> byName;

    /// <param name="configuration">Whose section was found in order at the start.</param>
    public Connections(IConfiguration configuration, TimeProvider time, IIdSource ids, ILogger<Connections> logger)
    {
        All = [.. ConnectionSettings.Read(configuration).Select(each => Open(each.Name, each.Options, time, ids, logger))];
        byName = All.ToFrozenDictionary(each => each.Connection.Name.Value, StringComparer.Ordinal);
    }

    public ImmutableArray<ConnectedHelpdesk> All { get; }

    public ConnectedHelpdesk? Find(string name) => byName.GetValueOrDefault(name);

    private static ConnectedHelpdesk Open(string name, HelpdeskOptions options, TimeProvider time, IIdSource ids, ILogger logger)
    {
        var kind = ConnectionSettings.KindOf(name, options)!;
        var connection = new HelpdeskConnection
        {
            Name = new ConnectionName(name),
            Tenant = new TenantId(options.Tenant),
            Kind = kind.Name,
            CustomersAuthenticated = options.CustomersAuthenticated,
            SendsReplies = options.Replies == ConnectionSettings.Send,
            CatchesUp = options.CatchUp,
            AssignTo = string.IsNullOrWhiteSpace(options.AssignTo) ? null : options.AssignTo,
            Reviewers = ConnectionSettings.ReviewersOf(options)!,
        };
        var api = kind.Open(options, new HelpdeskClients(connection.Name, time, ids, logger));
        return new ConnectedHelpdesk(connection, kind.ProofBy(options.Secrets), kind.ReaderFor(options), new TracedHelpdesk(api, kind.Name));
    }
}
