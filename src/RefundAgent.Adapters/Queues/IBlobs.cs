namespace RefundAgent.Adapters.Queues;

/// <summary>Where bodies stand that are too large for a queue message; container <see cref="ContainerNames.Payloads"/>.</summary>
internal interface IBlobs
{
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Nothing happens where there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
