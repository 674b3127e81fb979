namespace RefundAgent.Helpdesks;

/// <summary>Hands a delivery over to be worked on; once this returns, it survives any crash.</summary>
public interface IHelpdeskQueue
{
    Task SendAsync(HelpdeskDelivery delivery, CancellationToken cancellationToken);
}
