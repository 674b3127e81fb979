using System.Diagnostics;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>What a span says of a decision: its id, by which everything else about it is found, and what came of it.</summary>
internal static class DecisionSpan
{
    public static void Tell(Activity span, DecisionRecord record) => span
        .Of(record.Tenant)?
        .SetTag(SpanTags.Decision, record.Id.Value)
        .SetTag(SpanTags.Claims, record.Claims.Length)
        .SetTag(SpanTags.Outcome, string.Join(',', record.Claims.Select(claim => Measurements.Word(claim.Ruling.Outcome))))
        .SetTag(SpanTags.Status, Measurements.Word(record.Status))
        .SetTag(SpanTags.Advisor, record.Usage is { } usage ? Measurements.Word(usage.Advisor) : null)
        .SetTag(SpanTags.Context, record.Context.Number);
}
