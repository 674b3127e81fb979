using Microsoft.AspNetCore.Http;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Feedback;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web;

/// <summary>Takes what people did about a decision and hands it to the queue that the learner lives on.</summary>
public sealed class FeedbackApi(ApiCalls calls, IDecisionRecords records, IFeedbackQueue queue, ReviewDesk reviews, IIdSource ids, TimeProvider time)
{
    /// <summary>POST /api/refunds/{id}/feedback</summary>
    public Task<IResult> AcceptAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        calls.RunAsync(request, Roles.System | Roles.Agent | Roles.Manager, async (caller, limited) =>
        {
            var tenant = RefundBody.TenantOf(QueryFields.Of(request).OptionalId<TenantId>("tenant"), caller);
            var fields = await JsonBody.ReadObjectAsync(request, limited);
            if (!DecisionId.TryParse(id, out var decision, out _) || await records.FindAsync(tenant, decision, limited) is not { } record)
            {
                return Problems.NotFound($"No such decision is known for tenant '{tenant}'.");
            }

            var feedback = FeedbackBody.Read(fields, record, caller, ids, time.GetUtcNow());
            await queue.SendAsync(feedback, limited);
            await reviews.NoteAsync(record, feedback, limited);
            return Results.Json(new { EventId = feedback.Id }, CanonicalJson.Options, statusCode: StatusCodes.Status202Accepted);
        }, cancellationToken);
}
