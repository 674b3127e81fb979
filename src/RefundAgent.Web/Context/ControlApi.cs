using Microsoft.AspNetCore.Http;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Context;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Takes people's words about what is learned; what concerns one item managers may say as well, what concerns all only operators.</summary>
public sealed class ControlApi(ApiCalls calls, ContextDesk desk)
{
    private const Roles Keepers = Roles.Manager | Roles.Operator;

    /// <summary>POST /api/context/rollback</summary>
    public Task<IResult> RollBackAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
        {
            var body = await JsonBody.ReadObjectAsync(request, limited);
            var to = body.Whole("to", 0, int.MaxValue);
            if (!body.Has("to"))
            {
                body.Fault("to", "is missing: the number of a version, 0 for nothing learned.");
            }

            var note = NoteOf(body);
            return Show(await desk.RollBackAsync(TenantOf(request, caller), new ContextVersion(to!.Value), caller.Principal, note, limited));
        }, cancellationToken);

    /// <summary>POST /api/context/resume</summary>
    public Task<IResult> ResumeAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
            Show(await desk.ResumeAsync(
                TenantOf(request, caller), caller.Principal, NoteOf(await JsonBody.ReadOptionalAsync(request, limited)), limited)), cancellationToken);

    /// <summary>POST /api/context/items/{id}/retire</summary>
    public Task<IResult> RetireAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        OnNamedAsync<LearnedItemId>(request, Keepers, id, desk.RetireAsync, cancellationToken);

    /// <summary>POST /api/context/items/{id}/pin</summary>
    public Task<IResult> PinAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        OnNamedAsync<LearnedItemId>(request, Keepers, id, desk.PinAsync, cancellationToken);

    /// <summary>POST /api/reviewers/{id}/revoke</summary>
    public Task<IResult> RevokeAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        OnNamedAsync<PrincipalId>(request, Roles.Operator, id, desk.RevokeAsync, cancellationToken);

    /// <summary>POST /api/context/segments/demote</summary>
    public Task<IResult> DemoteAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Keepers, async (caller, limited) =>
        {
            var body = await JsonBody.ReadObjectAsync(request, limited);
            var segment = body.RequiredText("segment");
            var note = NoteOf(body);
            return Show(await desk.DemoteAsync(TenantOf(request, caller), segment, caller.Principal, note, limited));
        }, cancellationToken);

    /// <summary>POST /api/learning/events/{id}/undo</summary>
    public Task<IResult> UndoAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
        {
            var body = await JsonBody.ReadObjectAsync(request, limited);
            var by = body.RequiredId<PrincipalId>("by");
            var note = NoteOf(body);
            return Id.TryParse<EventId>(PathId.Of(request, id, after: 1), out var said)
                ? Show(await desk.UndoAsync(TenantOf(request, caller), new EventKey(said, by), caller.Principal, note, limited))
                : Problems.NotFound("No event can have such an id.");
        }, cancellationToken);

    private Task<IResult> OnNamedAsync<TId>(
        HttpRequest request,
        Roles allowed,
        string id,
        Func<TenantId, TId, PrincipalId, string?, CancellationToken, Task<ControlResult>> say,
        CancellationToken cancellationToken)
        where TId : struct, IId<TId> =>
        calls.RunAsync(request, allowed, async (caller, limited) =>
        {
            var note = NoteOf(await JsonBody.ReadOptionalAsync(request, limited));
            return Id.TryParse<TId>(PathId.Of(request, id, after: 1), out var named)
                ? Show(await say(TenantOf(request, caller), named, caller.Principal, note, limited))
                : Problems.NotFound("Nothing can have such an id.");
        }, cancellationToken);

    private static IResult Show(ControlResult result) => result switch
    {
        ControlResult.Done done => Results.Json(ControlView.Of(done), CanonicalJson.Options),
        ControlResult.Unknown unknown => Problems.NotFound(unknown.What),
        _ => throw new InvalidOperationException($"Nobody shows a {result.GetType().Name}."),
    };

    /// <summary>Read last: it throws what is wrong with the whole body.</summary>
    internal static string? NoteOf(FieldReader body)
    {
        var note = body.Text("note");
        if (note?.Length > LongestNote)
        {
            body.Fault("note", $"has {note.Length} characters: it may have {LongestNote}.");
        }

        body.ThrowIfFaulty();
        return note;
    }

    private const int LongestNote = 4000;

    private static TenantId TenantOf(HttpRequest request, Caller caller) =>
        RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
}
