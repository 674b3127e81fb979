using Microsoft.AspNetCore.Http;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Identity;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Context;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows one learned item with everything behind it.</summary>
public sealed class ItemApi(ApiCalls calls, ItemHistory history)
{
    /// <summary>GET /api/context/items/{id}</summary>
    public Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Agent | Roles.Manager | Roles.Operator, async (caller, limited) =>
        {
            var tenant = RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
            return Id.TryParse<LearnedItemId>(PathId.Of(request, id, after: 0), out var named)
                && await history.FindAsync(tenant, named, limited) is { } story
                ? Results.Json(Shown(story), CanonicalJson.Options)
                : Problems.NotFound($"None of the last hundred versions of tenant '{tenant}' has such an item.");
        }, cancellationToken);

    private static object Shown(ItemStory story) => new
    {
        Item = ItemView.Of(story.Found.Item),
        Words = ItemWords.Of(story.Found.Item),
        story.Found.Version,
        story.Found.InForce,
        story.Versions,
        Money = story.Evidence.Approved,
        story.Evidence.Agreed,
        story.Evidence.Cases,
        Events = story.Events.Select(entry => new
        {
            entry.Sequence, entry.Event.Id, entry.Event.Kind, entry.Event.By, entry.Event.At, DecisionId = entry.Event.Decision, ClaimId = entry.Event.Claim, entry.Event.Outcome, entry.Event.Amount,
        }),
        Controls = story.Said.Select(entry => new { Type = entry.Control.GetType().Name switch { var name => char.ToLowerInvariant(name[0]) + name[1..] }, Said = SaidView.Of(entry) }),
    };
}
