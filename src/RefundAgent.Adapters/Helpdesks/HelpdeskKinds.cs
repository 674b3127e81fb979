using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Chatwoot;
using RefundAgent.Adapters.Helpdesks.Freshdesk;
using RefundAgent.Adapters.Helpdesks.Front;
using RefundAgent.Adapters.Helpdesks.Gorgias;
using RefundAgent.Adapters.Helpdesks.HelpScout;
using RefundAgent.Adapters.Helpdesks.Intercom;
using RefundAgent.Adapters.Helpdesks.Zammad;
using RefundAgent.Adapters.Helpdesks.Zendesk;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>Every helpdesk that can be connected.</summary>
internal static class HelpdeskKinds
{
    public static ImmutableArray<HelpdeskKind> All { get; } =
    [
        new ChatwootKind(),
        new FreshdeskKind(),
        new FrontKind(),
        new GorgiasKind(),
        new HelpScoutKind(),
        new IntercomKind(),
        new ZammadKind(),
        new ZendeskKind(),
    ];

    /// <summary>Null where there is none of that name.</summary>
    public static HelpdeskKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
