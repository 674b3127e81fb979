using System.Text;
using System.Text.Json;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Payments;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Queues;

/// <summary>
/// The format of every queue message: <c>{"v":1,"type":"ticket","body":{…}}</c>, or with <c>"blob"</c> naming where the body stands when the
/// message would pass 48 KiB (64 KiB as Base64, which is all that a queue takes). <c>"traceparent"</c> may stand before either and is for
/// telemetry alone: a program that does not know it passes over it.
/// </summary>
internal sealed class QueueEnvelope(IBlobs blobs, IIdSource ids) : IQueueMessages
{
    public const int MaxMessageBytes = 48 * 1024;

    /// <summary>
    /// Versions of the envelope that this build reads. Fields are added without another version, since unknown ones are passed over; what an
    /// older build would misread gets the next number, is read by one release before another writes it, and so never meets a build that cannot.
    /// </summary>
    private const int OldestVersion = 1;
    private const int NewestVersion = 1;

    private const int WrittenVersion = 1;

    private static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(Ticket)] = "ticket",
        [typeof(FeedbackEvent)] = "feedback",
        [typeof(ProviderDelivery)] = "payment",
        [typeof(HelpdeskDelivery)] = "helpdesk",
        [typeof(TicketSignal)] = "signal",
    };

    /// <summary>As the envelope names it.</summary>
    public static string TypeOf<T>() => Types[typeof(T)];

    /// <summary>The text to send; a large body has been stored before this returns.</summary>
    public async Task<string> WriteAsync<T>(T body, CancellationToken cancellationToken)
        where T : class
    {
        var type = TypeOf<T>();
        JsonElement? trace = TraceParent.Current is { } current ? JsonSerializer.SerializeToElement(current) : null;
        var envelope = new Envelope { V = WrittenVersion, Type = type, Traceparent = trace };
        var whole = CanonicalJson.Write(envelope with { Body = JsonSerializer.SerializeToElement(body, CanonicalJson.Options) });
        if (Encoding.UTF8.GetByteCount(whole) <= MaxMessageBytes)
        {
            return whole;
        }

        var name = $"{type}/{ids.Next()}.json";
        await blobs.WriteAsync(name, CanonicalJson.WriteUtf8(body), cancellationToken);
        return CanonicalJson.Write(envelope with { Blob = name });
    }

    public async Task<T> ReadAsync<T>(string text, CancellationToken cancellationToken)
        where T : class => (T)await ReadAnyAsync(text, [typeof(T)], cancellationToken);

    public Task<object> ReadEitherAsync<TFirst, TSecond>(string text, CancellationToken cancellationToken)
        where TFirst : class
        where TSecond : class => ReadAnyAsync(text, [typeof(TFirst), typeof(TSecond)], cancellationToken);

    public Task<object> ReadEitherAsync<TFirst, TSecond, TThird>(string text, CancellationToken cancellationToken)
        where TFirst : class
        where TSecond : class
        where TThird : class => ReadAnyAsync(text, [typeof(TFirst), typeof(TSecond), typeof(TThird)], cancellationToken);

    /// <inheritdoc cref="IQueueMessages.ReadAsync"/>
    public async Task<object> ReadAnyAsync(string text, Type[] carried, CancellationToken cancellationToken)
    {
        var type = carried[0];
        try
        {
            var envelope = Parse(text);
            type = Array.Find(carried, each => Types[each] == envelope.Type) ?? throw new UnreadableMessageException(
                $"it is of type '{envelope.Type}', and this queue carries {string.Join(" and ", carried.Select(each => $"'{Types[each]}'"))}.");
            if (envelope.Blob is not { } name)
            {
                return envelope.Body!.Value.Deserialize(type, CanonicalJson.Options) ?? throw new UnreadableMessageException("its 'body' is null.");
            }

            var content = await blobs.FindAsync(name, cancellationToken)
                ?? throw new UnreadableMessageException($"its body, blob '{name}' of container '{ContainerNames.Payloads}', is gone.");
            return JsonSerializer.Deserialize(content.Span, type, CanonicalJson.Options) ?? throw new UnreadableMessageException("its stored body is null.");
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableMessageException($"its body is not a {type.Name} ({fault.Message}).", fault);
        }
    }

    /// <summary>Removes the stored body of a message that is done with; a message that cannot be read has none that we know of.</summary>
    public async Task ForgetAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length <= MaxReferenceLength && BlobOf(text) is { } name)
        {
            await blobs.DeleteAsync(name, cancellationToken);
        }
    }

    /// <summary>A message that only refers to its body is short, so long ones need not be parsed again to know that they don't.</summary>
    private const int MaxReferenceLength = 256;

    private static string? BlobOf(string text)
    {
        try
        {
            return Parse(text).Blob;
        }
        catch (Exception fault) when (fault is JsonException or UnreadableMessageException)
        {
            return null;
        }
    }

    private static Envelope Parse(string text)
    {
        var envelope = CanonicalJson.Read<Envelope>(text);
        return envelope switch
        {
            { V: < OldestVersion or > NewestVersion } => throw new UnreadableMessageException(
                $"it has version {envelope.V}, and this build reads {OldestVersion} to {NewestVersion}: start the build that wrote it, then replay it."),
            { Body: null, Blob: null } => throw new UnreadableMessageException("it has neither 'body' nor 'blob'."),
            _ => envelope,
        };
    }

    private sealed record Envelope
    {
        public required int V { get; init; }

        public required string Type { get; init; }

        /// <summary>Read by <see cref="TraceParent"/>, before and apart from all else: whatever stands here, the message is read.</summary>
        public JsonElement? Traceparent { get; init; }

        public JsonElement? Body { get; init; }

        public string? Blob { get; init; }
    }
}
