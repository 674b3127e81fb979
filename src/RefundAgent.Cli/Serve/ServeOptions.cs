namespace RefundAgent.Cli.Serve;

/// <summary>What `serve` was told on the command line.</summary>
internal sealed record ServeOptions
{
    /// <summary>0 picks a free one.</summary>
    public required int Port { get; init; }

    public Listening Listen { get; init; }

    /// <summary>auto, azurite, memory or a connection string.</summary>
    public required string Storage { get; init; }

    /// <summary>Where Azurite keeps its files.</summary>
    public required string Data { get; init; }

    /// <summary>The development key; null to make one, where none are configured.</summary>
    public string? DevKey { get; init; }

    /// <summary>Null for the schedule of the settings.</summary>
    public TimeSpan? LearnEvery { get; init; }

    /// <inheritdoc cref="LearnEvery"/>
    public TimeSpan? ReconcileEvery { get; init; }
}
