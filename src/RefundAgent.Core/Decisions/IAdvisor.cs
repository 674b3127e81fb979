namespace RefundAgent.Decisions;

/// <summary>
/// Reads a message beside the built-in reader and suggests what to do about it; it may be wrong, slow or down, and nothing it says can
/// move money by itself.
/// </summary>
public interface IAdvisor
{
    Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken);
}
