namespace RefundAgent.Adapters;

/// <summary>Names of settings that only a process on a laptop sets.</summary>
public static class StorageSettings
{
    /// <summary>True keeps everything in memory, gone when the process ends.</summary>
    public const string InMemory = "Storage:InMemory";
}
