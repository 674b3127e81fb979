namespace RefundAgent.Payments;

/// <summary>Hands a provider's report over to be worked on; once this returns, the report survives any crash.</summary>
public interface IProviderEventQueue
{
    Task SendAsync(ProviderDelivery delivery, CancellationToken cancellationToken);
}
