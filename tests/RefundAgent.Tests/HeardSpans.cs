using System.Collections.Concurrent;
using System.Diagnostics;

namespace RefundAgent.Tests;

/// <summary>The spans of one test: it begins a trace of its own, and of all that others do meanwhile only this trace is heard.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly Activity root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public HeardSpans()
    {
        root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        root.Start();
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("RefundAgent.", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft.SemanticKernel", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public Activity Root => root;

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<Activity> All => [.. spans.OrderBy(span => span.StartTimeUtc)];

    public Activity Of(string name) => Assert.Single(spans, span => span.DisplayName == name);

    /// <summary>Everything that they say, for what must not be in it.</summary>
    public string Text => string.Join('\n', spans.Select(Everything));

    public void Dispose()
    {
        listener.Dispose();
        root.Dispose();
    }

    public static string Everything(Activity span) => string.Join(' ', [
        span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. span.Events.SelectMany(each => each.Tags).Select(tag => tag.Value?.ToString())]);
}
