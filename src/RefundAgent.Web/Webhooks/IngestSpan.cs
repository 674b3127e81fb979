using System.Diagnostics;
using RefundAgent.Tickets;

namespace RefundAgent.Web.Webhooks;

/// <summary>
/// What a span says of a delivery: what kind of connection brought it, once that was proven, and what became of it. Names that strangers
/// write into the path are told nowhere.
/// </summary>
internal static class IngestSpan
{
    public static Activity? Start() => Spans.Start(SpanNames.Receive)?.SetTag(SpanTags.Outcome, Refused);

    public static void Took(this Activity? span, TenantId tenant, string kind, string outcome) =>
        span.Of(tenant)?.SetTag(SpanTags.Connection, kind).SetTag(SpanTags.Outcome, outcome);

    public const string Accepted = "accepted";

    /// <summary>It was none of ours to work on.</summary>
    public const string Ignored = "ignored";

    /// <summary>It cannot be read, and is kept for a version that can.</summary>
    public const string Kept = "kept";

    /// <summary>Until something else was said: not proven, not readable, or not to be enqueued just now; the answer's status says which.</summary>
    public const string Refused = "refused";
}
