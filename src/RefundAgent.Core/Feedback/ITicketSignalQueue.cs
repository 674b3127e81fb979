namespace RefundAgent.Feedback;

/// <summary>Hands a signal over to be worked on; once this returns, it survives any crash.</summary>
public interface ITicketSignalQueue
{
    /// <param name="signal">As it came.</param>
    /// <param name="after">How long nobody shall see it; zero for at once.</param>
    /// <param name="cancellationToken">Leaves it open whether it was sent.</param>
    Task SendAsync(TicketSignal signal, TimeSpan after, CancellationToken cancellationToken);
}
