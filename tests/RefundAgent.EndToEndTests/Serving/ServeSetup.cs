namespace RefundAgent.EndToEndTests.Serving;

/// <summary>How a test starts `serve`.</summary>
internal sealed record ServeSetup
{
    public required string Storage { get; init; }

    /// <summary>Null where the environment configures keys.</summary>
    public string? Key { get; init; } = ServeProcess.DevelopmentKey;

    /// <summary>Null for the default: this machine only.</summary>
    public string? Listen { get; init; }

    public string LearnEvery { get; init; } = "300ms";

    /// <summary>Null for the default, which is longer than a test waits.</summary>
    public string? ReconcileEvery { get; init; }

    /// <summary>Where an Azurite that serve starts keeps its data; null for the default.</summary>
    public string? Data { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IEnumerable<string> Arguments() =>
    [
        "serve", "--port", "0", "--storage", Storage, "--learn-every", LearnEvery,
        .. Listen is null ? Array.Empty<string>() : ["--listen", Listen],
        .. Key is null ? Array.Empty<string>() : ["--dev-key", Key],
        .. ReconcileEvery is null ? Array.Empty<string>() : ["--reconcile-every", ReconcileEvery],
        .. Data is null ? Array.Empty<string>() : ["--data", Data],
    ];
}
