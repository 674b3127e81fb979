using System.Net;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>
/// A request's body that is sent only when the test says so. The request is made with <c>Expect: 100-continue</c>, so that this content is
/// asked for at the moment in which the server has taken the request in hand and wants to read on.
/// </summary>
internal sealed class HeldBody : HttpContent
{
    private readonly byte[] json;
    private readonly TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldBody(object body)
    {
        json = JsonSerializer.SerializeToUtf8Bytes(body);
        Headers.ContentType = new("application/json");
    }

    /// <summary>Done when the server is in the middle of the request.</summary>
    public Task Wanted => wanted.Task;

    public void Release() => released.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        wanted.TrySetResult();
        await released.Task;
        await stream.WriteAsync(json);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
