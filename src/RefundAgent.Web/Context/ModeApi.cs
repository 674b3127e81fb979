using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>The main switch for whoever has a key and no way to storage: it has to be at hand when money goes out that should not.</summary>
public sealed partial class ModeApi(ApiCalls calls, ModeSwitch modes, ILogger<ModeApi> logger)
{
    /// <summary>GET /api/mode</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Manager | Roles.Operator, async (caller, limited) =>
            Json(await modes.ReadAsync(RefundBody.TenantOf(Asked(request), caller), limited)), cancellationToken);

    /// <summary>POST /api/mode</summary>
    public Task<IResult> TurnAsync(HttpRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.Operator, async (caller, limited) =>
        {
            var body = await JsonBody.ReadObjectAsync(request, limited);
            var mode = body.Choice("mode", Mode.Off, Mode.Suggest, Mode.Earned);
            if (!body.Has("mode"))
            {
                body.Fault("mode", "is missing: off, suggest or earned.");
            }

            var tenant = body.OptionalId<TenantId>("tenant") ?? Asked(request);
            var note = ControlApi.NoteOf(body);
            try
            {
                var turned = await modes.TurnAsync(RefundBody.TenantOf(tenant, caller), mode!.Value, limited);
                LogTurned(caller.Principal.Value, turned.Tenant, turned.Before, turned.After, note);
                return Json(new { turned.Tenant, turned.Before, Mode = turned.After, turned.Fault });
            }
            catch (Exception unfit) when (unfit is InvalidPolicyException or UnreadableRowException)
            {
                return Problems.Of(409, "invalid-policy", "The policy in force cannot be used.", $"Nothing was changed, and nothing is decided: import a valid policy first. {unfit.Message}");
            }
        }, cancellationToken);

    private static TenantId? Asked(HttpRequest request) => QueryFields.Of(request).OptionalId<TenantId>("tenant");

    private static IResult Json<T>(T value) => Results.Json(value, CanonicalJson.Options);

    [LoggerMessage(2020, LogLevel.Warning, "{Person} turned the mode of tenant {Tenant} from {Before} to {Mode}: {Note}")]
    private partial void LogTurned(string person, TenantId tenant, Mode? before, Mode mode, string? note);
}
