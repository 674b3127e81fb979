namespace RefundAgent.Cli.Serve;

/// <summary>Who can reach `serve`.</summary>
internal enum Listening
{
    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>Whoever the network lets through, as in a container.</summary>
    Any,
}

/// <summary>What must be settled before strangers can reach the port: who they are, and that what they bring is kept.</summary>
internal static class Exposure
{
    /// <param name="storage">As chosen.</param>
    /// <param name="named">It was named, by the settings or on the command line.</param>
    /// <param name="keys">Callers are configured.</param>
    /// <returns>The storage to work on: beyond this machine none is started and no sample is planted.</returns>
    /// <exception cref="CommandFailedException">It may not be reached from elsewhere; with everything that is missing.</exception>
    public static StorageChoice Of(Listening listening, StorageChoice storage, bool named, bool keys)
    {
        if (listening == Listening.Loopback)
        {
            return storage;
        }

        string[] missing =
        [
            .. keys ? Array.Empty<string>() : ["callers: set Auth__Keys__0__Name, Auth__Keys__0__Sha256 and Auth__Keys__0__Roles__0 (the development key is for this machine only)"],
            .. named && !storage.InMemory ? Array.Empty<string>() : ["storage that stays: set AzureWebJobsStorage, or AzureWebJobsStorage__accountName for an identity"],
        ];
        return missing.Length == 0
            ? storage with { Development = null }
            : throw new CommandFailedException("--listen any lets others reach this process, which needs\n" + string.Join('\n', missing.Select(each => "  " + each)));
    }
}
