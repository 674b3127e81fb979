using System.Globalization;
using Microsoft.AspNetCore.Http;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Context;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Shows what has been learned, what of it is in force, and what changed.</summary>
public sealed class ContextApi(ApiCalls calls, ActiveContext active, IContextStore contexts, IControlLog log)
{
    private const Roles Readers = Roles.Agent | Roles.Manager | Roles.Operator | Roles.System;

    /// <summary>GET /api/context</summary>
    public Task<IResult> GetActiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            var (context, policy) = await active.ReadAsync(tenant, limited);
            var overlay = Overlay.Of(await log.ReadAsync(tenant, limited));
            return Json(new
            {
                context.Version,
                PolicyVersion = policy.Version,
                PolicyName = policy.Name,
                policy.Mode,
                context.Through,
                Held = overlay.HeldAt is not null,
                overlay.HeldAt,
                Overlay = new
                {
                    Pinned = overlay.Pinned.Select(item => item.Id),
                    Retired = overlay.RetiredItems.OrderBy(id => id.Value, StringComparer.Ordinal),
                    RetiredSegments = overlay.RetiredSegments.Order(StringComparer.Ordinal),
                    overlay.Demoted,
                },
                Items = context.Items.Select(ItemView.Of),
                context.Segments,
            });
        }, cancellationToken);

    /// <summary>GET /api/context/versions?cursor=&amp;size=</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var query = QueryFields.Of(request);
            var size = query.Whole("size", 1, 200) ?? 50;
            var before = query.Whole("cursor", 1, int.MaxValue);
            query.ThrowIfFaulty();
            var tenant = TenantOf(request, caller);
            var pointer = await contexts.ReadPointerAsync(tenant, limited);
            var page = new List<SavedVersion>();
            await foreach (var saved in contexts.ListAsync(tenant, before is { } number ? new ContextVersion(number) : null, limited))
            {
                page.Add(saved);
                if (page.Count > size)
                {
                    break;
                }
            }

            return Json(new
            {
                Active = pointer.Context,
                pointer.Held,
                Versions = page.Take(size),
                Cursor = page.Count > size ? page[size - 1].Version.ToString() : null,
            });
        }, cancellationToken);

    /// <summary>GET /api/context/versions/{version}</summary>
    public Task<IResult> GetAsync(HttpRequest request, string version, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && await contexts.FindAsync(tenant, new ContextVersion(number), limited) is { } context
                ? Json(new { context.Version, context.Over, context.Through, Items = context.Items.Select(ItemView.Of), context.Segments })
                : Problems.NotFound($"No such context version is stored for tenant '{tenant}': GET /{Routes.ContextVersions} lists them.");
        }, cancellationToken);

    /// <summary>GET /api/context/diff?from=&amp;to=</summary>
    public Task<IResult> CompareAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Readers, async (caller, limited) =>
        {
            var tenant = TenantOf(request, caller);
            var query = QueryFields.Of(request);
            var from = query.Whole("from", 0, int.MaxValue);
            var to = query.Whole("to", 0, int.MaxValue);
            if (!query.Has("from"))
            {
                query.Fault("from", "is missing: the number of a version, 0 for nothing learned.");
            }

            query.ThrowIfFaulty();
            var later = to is { } number ? new ContextVersion(number) : (await contexts.ReadPointerAsync(tenant, limited)).Context;
            var (old, now) = (await contexts.FindAsync(tenant, new ContextVersion(from!.Value), limited), await contexts.FindAsync(tenant, later, limited));
            return old is null || now is null
                ? Problems.NotFound($"Context version {(old is null ? from : later.Number)} is not stored for tenant '{tenant}'.")
                : Json(Shown(ContextDiff.Of(old, now)));
        }, cancellationToken);

    private static object Shown(ContextDiff diff) => new
    {
        diff.From,
        diff.To,
        Words = diff.Words(),
        diff.Added,
        diff.Dropped,
        diff.Changed,
        diff.Moved,
        diff.AutonomyGained,
        diff.AutonomyLost,
    };

    private static TenantId TenantOf(HttpRequest request, Caller caller) =>
        RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);

    private static IResult Json<T>(T value) => Results.Json(value, CanonicalJson.Options);
}
