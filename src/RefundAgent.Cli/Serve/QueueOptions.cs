namespace RefundAgent.Cli.Serve;

/// <summary>Section <c>Queues</c> of the settings, for a process that has no host.json to read them from.</summary>
internal sealed class QueueOptions
{
    public const string Section = "Queues";

    /// <summary>Before a message that failed is tried again; the same as <c>visibilityTimeout</c> in host.json. At most seven days, as storage has it.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsValid => RetryDelay > TimeSpan.Zero && RetryDelay <= TimeSpan.FromDays(7);
}
