using Azure.Core;
using Azure.Core.Pipeline;

namespace RefundAgent.Adapters.Storage;

/// <summary>Reports every try of every call to the meter, by the table, queue or container that its address names.</summary>
internal sealed class StorageMeterPolicy(StorageMeter meter) : HttpPipelineSynchronousPolicy
{
    /// <summary>A transaction's address is that of its service, so whoever commits one says whose it is.</summary>
    public static string NameProperty { get; } = typeof(StorageMeterPolicy).FullName!;

    public override void OnSendingRequest(HttpMessage message) =>
        meter.Count(message.TryGetProperty(NameProperty, out var name) && name is string named ? named : NameIn(message.Request.Uri));

    /// <summary>The first part of the path that is not the development account's: up to a bracket for a table's row.</summary>
    private static string NameIn(RequestUriBuilder uri)
    {
        var parts = uri.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var onAccountHost = uri.Host?.Contains(".core.", StringComparison.Ordinal) == true;
        var name = parts.ElementAtOrDefault(onAccountHost ? 0 : 1) ?? string.Empty;
        return name.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? name[..bracket] : name;
    }
}
