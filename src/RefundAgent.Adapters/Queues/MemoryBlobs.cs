using System.Collections.Concurrent;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Queues;

/// <summary>Large bodies in memory.</summary>
internal sealed class MemoryBlobs(StorageMeter meter) : IBlobs
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> blobs = new(StringComparer.Ordinal);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        blobs[name] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        return Task.FromResult(blobs.TryGetValue(name, out var content) ? content : default(ReadOnlyMemory<byte>?));
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Count(cancellationToken);
        blobs.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    private void Count(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        meter.Count(ContainerNames.Payloads);
    }
}
