using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RefundAgent.Web;

/// <summary>The routes as one process serves them; the Functions app has one trigger for each of these lines.</summary>
public static class Endpoints
{
    public static IEndpointRouteBuilder MapRefundAgent(this IEndpointRouteBuilder app)
    {
        app.MapPost(Routes.Refunds, (HttpRequest request, RefundApi api, CancellationToken cancelled) => api.DecideAsync(request, cancelled));
        app.MapGet(Routes.Refunds, (HttpRequest request, RefundApi api, CancellationToken cancelled) => api.ListAsync(request, cancelled));
        app.MapGet(Routes.Refund, (HttpRequest request, string id, RefundApi api, CancellationToken cancelled) => api.GetAsync(request, id, cancelled));
        app.MapPost(Routes.Feedback, (HttpRequest request, string id, FeedbackApi api, CancellationToken cancelled) => api.AcceptAsync(request, id, cancelled));
        app.MapPost(Routes.Approval, (HttpRequest request, string id, ApprovalApi api, CancellationToken cancelled) => api.AnswerAsync(request, id, cancelled));
        app.MapGet(Routes.Discrepancies, (HttpRequest request, DiscrepancyApi api, CancellationToken cancelled) => api.ListAsync(request, cancelled));
        app.MapPost(Routes.DiscrepancyClosing, (HttpRequest request, string id, DiscrepancyApi api, CancellationToken cancelled) => api.CloseAsync(request, id, cancelled));
        app.MapMethods(Routes.Webhooks, [HttpMethods.Post, HttpMethods.Head], (HttpRequest request, string helpdesk, WebhookApi api, CancellationToken cancelled) => api.ReceiveAsync(request, helpdesk, cancelled));
        app.MapPost(Routes.PaymentEvents, (HttpRequest request, PaymentEventApi api, CancellationToken cancelled) => api.ReceiveAsync(request, cancelled));
        app.MapGet(Routes.Mode, (HttpRequest request, ModeApi api, CancellationToken cancelled) => api.GetAsync(request, cancelled));
        app.MapPost(Routes.Mode, (HttpRequest request, ModeApi api, CancellationToken cancelled) => api.TurnAsync(request, cancelled));
        app.MapGet(Routes.Context, (HttpRequest request, ContextApi api, CancellationToken cancelled) => api.GetActiveAsync(request, cancelled));
        app.MapGet(Routes.ContextVersions, (HttpRequest request, ContextApi api, CancellationToken cancelled) => api.ListAsync(request, cancelled));
        app.MapGet(Routes.ContextVersion, (HttpRequest request, string version, ContextApi api, CancellationToken cancelled) => api.GetAsync(request, version, cancelled));
        app.MapGet(Routes.ContextDiff, (HttpRequest request, ContextApi api, CancellationToken cancelled) => api.CompareAsync(request, cancelled));
        app.MapPost(Routes.ContextRollback, (HttpRequest request, ControlApi api, CancellationToken cancelled) => api.RollBackAsync(request, cancelled));
        app.MapPost(Routes.ContextResume, (HttpRequest request, ControlApi api, CancellationToken cancelled) => api.ResumeAsync(request, cancelled));
        app.MapGet(Routes.Item, (HttpRequest request, string id, ItemApi api, CancellationToken cancelled) => api.GetAsync(request, id, cancelled));
        app.MapPost(Routes.ItemRetirement, (HttpRequest request, string id, ControlApi api, CancellationToken cancelled) => api.RetireAsync(request, id, cancelled));
        app.MapPost(Routes.ItemPin, (HttpRequest request, string id, ControlApi api, CancellationToken cancelled) => api.PinAsync(request, id, cancelled));
        app.MapPost(Routes.SegmentDemotion, (HttpRequest request, ControlApi api, CancellationToken cancelled) => api.DemoteAsync(request, cancelled));
        app.MapPost(Routes.ReviewerRevocation, (HttpRequest request, string id, ControlApi api, CancellationToken cancelled) => api.RevokeAsync(request, id, cancelled));
        app.MapPost(Routes.CustomerErasure, (HttpRequest request, string id, CustomerApi api, CancellationToken cancelled) => api.EraseAsync(request, id, cancelled));
        app.MapPost(Routes.EventUndoing, (HttpRequest request, string id, ControlApi api, CancellationToken cancelled) => api.UndoAsync(request, id, cancelled));
        app.MapGet(Routes.Proposals, (HttpRequest request, ProposalApi api, CancellationToken cancelled) => api.ListAsync(request, cancelled));
        app.MapPost(Routes.ProposalAcceptance, (HttpRequest request, string id, ProposalApi api, CancellationToken cancelled) => api.AcceptAsync(request, id, cancelled));
        app.MapPost(Routes.ProposalRejection, (HttpRequest request, string id, ProposalApi api, CancellationToken cancelled) => api.RejectAsync(request, id, cancelled));
        app.MapGet(Routes.LearnerRuns, (HttpRequest request, LearningApi api, CancellationToken cancelled) => api.ListRunsAsync(request, cancelled));
        app.MapGet(Routes.Arms, (HttpRequest request, LearningApi api, CancellationToken cancelled) => api.ListArmsAsync(request, cancelled));
        app.MapGet(Routes.Kpis, (HttpRequest request, KpiApi api, CancellationToken cancelled) => api.GetAsync(request, cancelled));
        app.MapGet(Routes.Health, (HttpRequest request, HealthApi api, CancellationToken cancelled) => api.GetAsync(request, cancelled));
        app.MapGet(Routes.Liveness, (HttpRequest request, HealthApi api, CancellationToken cancelled) => api.GetLivenessAsync(request, cancelled));
        app.MapGet(Routes.Readiness, (HttpRequest request, HealthApi api, CancellationToken cancelled) => api.GetAsync(request, cancelled));
        app.MapGet(Routes.OpenApi, (HttpRequest request, OpenApiDocument document) => document.Get(request));
        app.MapGet(Routes.Console, (HttpRequest request, ConsolePage console) => console.Get(request));
        app.MapGet(Routes.ConsoleAsset, (HttpRequest request, string asset, ConsolePage console) => console.GetAsset(request, asset));
        return app;
    }
}
