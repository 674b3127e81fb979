using System.Diagnostics;
using OpenTelemetry;
using RefundAgent.Privacy;

namespace RefundAgent.Functions;

/// <summary>Stands before the exporter, which sees each span after it.</summary>
internal sealed class MaskedSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) => MaskedSpan.Mask(data);
}
