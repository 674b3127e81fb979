namespace RefundAgent;

/// <summary>Prepares a store before its first use; a deployment has done so already, a laptop has not.</summary>
public interface IStorageSetup
{
    /// <summary>Creates what is missing of <see cref="TableNames.All"/>, <see cref="QueueNames.All"/> and <see cref="ContainerNames.Payloads"/>.</summary>
    Task EnsureCreatedAsync(CancellationToken cancellationToken);
}
