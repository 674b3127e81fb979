using System.Diagnostics;
using RefundAgent.Tickets;

namespace RefundAgent;

/// <summary>
/// The steps of the work as spans, by which one ticket can be followed from its webhook to its refund. While nobody listens a span is null
/// and costs a look at a list. A span says what was done and for which tenant, never for whom and never in anybody's words.
/// </summary>
public static class Spans
{
    public const string Name = "RefundAgent.Work";

    private static readonly ActivitySource Source = new(Name);

    public static bool AreHeard => Source.HasListeners();

    /// <param name="name">One of <see cref="SpanNames"/>.</param>
    /// <param name="kind">As OpenTelemetry has it.</param>
    /// <param name="parent">From elsewhere; nothing for what runs here just now.</param>
    /// <param name="links">To what it is not within, but belongs to.</param>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? Start(
        string name, ActivityKind kind = ActivityKind.Internal, ActivityContext parent = default, IEnumerable<ActivityLink>? links = null) =>
        Source.StartActivity(name, kind, parent, tags: null, links);

    /// <summary>Runs a step within a span of its own, which bears the type of what it threw.</summary>
    public static Task<T> RunAsync<T>(string name, Func<Task<T>> step, Action<Activity, T>? tell = null, ActivityKind kind = ActivityKind.Internal) =>
        AreHeard ? WithinAsync(name, step, tell, kind) : step();

    /// <inheritdoc cref="RunAsync{T}(string, Func{Task{T}}, Action{Activity, T}?, ActivityKind)"/>
    public static Task RunAsync(string name, Func<Task> step, ActivityKind kind = ActivityKind.Internal) => AreHeard
        ? WithinAsync(name, async () => { await step(); return true; }, tell: null, kind)
        : step();

    public static Activity? Of(this Activity? span, TenantId tenant) => span?.SetTag(SpanTags.Tenant, tenant.Value);

    /// <summary>By its type alone: what an exception says may be about somebody (https://opentelemetry.io/docs/specs/semconv/general/recording-errors/).</summary>
    public static void Fail(this Activity? span, Exception failure) =>
        span?.SetTag(SpanTags.Error, failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    private static async Task<T> WithinAsync<T>(string name, Func<Task<T>> step, Action<Activity, T>? tell, ActivityKind kind)
    {
        using var span = Start(name, kind);
        try
        {
            var result = await step();
            if (span is not null)
            {
                tell?.Invoke(span, result);
            }

            return result;
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }
}
