using Azure;
using Azure.Identity;

namespace RefundAgent.Adapters.Storage;

/// <summary>Tells what a failed call to Azure means to a caller: lost race, busy, or a fault that only a person can mend.</summary>
internal static class AzureFaults
{
    public const int Unauthorized = 401;
    public const int Forbidden = 403;
    public const int NotFound = 404;
    public const int Conflict = 409;
    public const int PreconditionFailed = 412;

    /// <summary>The row was there, was not there, or was another version. A missing table is none of these.</summary>
    public static bool IsLostRace(this RequestFailedException fault) =>
        fault.Status is Conflict or PreconditionFailed || (fault.Status == NotFound && !fault.IsMissingTable());

    public static bool IsMissingTable(this RequestFailedException fault) => fault.ErrorCode is "TableNotFound" or "QueueNotFound" or "ContainerNotFound";

    /// <summary>The table is there and the row is not. A 404 of something else (a proxy, another server on that port) says nothing of rows.</summary>
    public static bool IsMissingRow(this RequestFailedException fault) => fault.ErrorCode is "ResourceNotFound" or "EntityNotFound";

    /// <summary>
    /// Runs a call; what repeated tries could not get through becomes <see cref="StorageBusyException"/>, and a closed door
    /// <see cref="StorageAccessException"/>.
    /// </summary>
    public static async Task<T> AskAsync<T>(string name, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException closed) when (closed.Status is Unauthorized or Forbidden)
        {
            throw new StorageAccessException($"'{name}' does not let us in ({closed.Status} {closed.ErrorCode}): {WhyClosed(closed)}", closed);
        }
        catch (AuthenticationFailedException nobody)
        {
            throw new StorageAccessException($"Nobody is signed in who could be shown to '{name}': run 'az login', or give this process a managed identity.", nobody);
        }
        catch (Exception fault) when (IsBusy(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageBusyException($"'{name}' gave no answer", fault);
        }
    }

    private static string WhyClosed(RequestFailedException closed) => closed.ErrorCode switch
    {
        "AuthenticationFailed" => "the key of the connection string is not the account's, or this machine's clock is wrong.",
        "KeyBasedAuthenticationNotPermitted" =>
            $"the account takes no keys. Set {SettingNames.Storage}__accountName in place of the connection string, and run 'az login'.",
        _ => "whoever is signed in has no right there, or the account's network keeps this machine out. The roles are Storage Table Data Contributor, "
            + "Storage Queue Data Contributor and Storage Blob Data Owner; a new one takes some minutes to hold.",
    };

    /// <summary>Throttled, overloaded, out of reach or too slow, after all tries of the client.</summary>
    public static bool IsBusy(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or 500 or 502 or 503 or 504 } => true,
        AggregateException many => many.InnerExceptions.All(IsBusy),
        OperationCanceledException or IOException or HttpRequestException or TimeoutException => true,
        _ => false,
    };
}
