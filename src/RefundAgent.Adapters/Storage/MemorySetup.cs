namespace RefundAgent.Adapters.Storage;

/// <summary>Memory needs no setting up.</summary>
internal sealed class MemorySetup : IStorageSetup
{
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
