namespace RefundAgent.Feedback;

/// <summary>Hands feedback over to be recorded; once this returns, the feedback survives any crash.</summary>
public interface IFeedbackQueue
{
    Task SendAsync(FeedbackEvent feedback, CancellationToken cancellationToken);
}
