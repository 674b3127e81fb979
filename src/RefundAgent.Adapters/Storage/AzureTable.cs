using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Storage;

/// <summary>One table of Azure Tables.</summary>
internal sealed class AzureTable(TableClient client, IIdSource ids, StorageMeter meter) : ITable
{
    private const int LargestPage = 1000;

    public string Name => client.Name;

    /// <summary>Absence is an everyday answer here, and an exception for it would be the dearest part of the call.</summary>
    public async Task<Row?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            () => client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken), cancellationToken);
        if (answer.HasValue)
        {
            return AzureRows.ToRow(answer.Value!);
        }

        var fault = new RequestFailedException(answer.GetRawResponse());
        return fault.IsMissingRow() ? null : throw fault;
    }

    public async IAsyncEnumerable<Row> QueryAsync(RowQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pageSize = Math.Min(query.PageSize ?? LargestPage, LargestPage);
        await using var pages = client.QueryAsync<TableEntity>(AzureRows.FilterOf(query), pageSize, cancellationToken: cancellationToken)
            .AsPages().GetAsyncEnumerator(cancellationToken);
        while (await AskAsync(() => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            foreach (var entity in pages.Current.Values)
            {
                yield return AzureRows.ToRow(entity);
            }
        }
    }

    public async Task<string?> TryWriteAsync(RowWrite write, CancellationToken cancellationToken)
    {
        var mark = ids.Next();
        using var tally = meter.Measure();
        try
        {
            var response = await AskAsync(() => SendAsync(write, mark, cancellationToken), cancellationToken);
            return response.Status == AzureFaults.NotFound ? null : ETagIn(response);
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return tally.Calls > 1 && await IsOursAsync(write, mark, cancellationToken) is { } row ? row.ETag : null;
        }
    }

    public async Task<ImmutableArray<string>?> TryCommitAsync(IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        RowWrite.RequireTransaction(writes);
        var mark = ids.Next();
        using var tally = meter.Measure();
        try
        {
            using var named = HttpPipeline.CreateHttpMessagePropertiesScope(
                new Dictionary<string, object?> { [StorageMeterPolicy.NameProperty] = Name });
            var response = await AskAsync(
                () => client.SubmitTransactionAsync(writes.Select(write => ActionOf(write, mark)), cancellationToken), cancellationToken);
            return [.. response.Value.Select(ETagIn)];
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return tally.Calls > 1 ? await ETagsIfOursAsync(writes, mark, cancellationToken) : null;
        }
    }

    private Task<T> AskAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => AzureFaults.AskAsync(Name, call, cancellationToken);

    private Task<Response> SendAsync(RowWrite write, string mark, CancellationToken cancellationToken)
    {
        var (row, etag) = (write.Row, AzureRows.ETagOf(write.Row));
        return write.Kind switch
        {
            WriteKind.Insert => client.AddEntityAsync(AzureRows.ToEntity(row, mark), cancellationToken),
            WriteKind.Replace => client.UpdateEntityAsync(AzureRows.ToEntity(row, mark), etag, TableUpdateMode.Replace, cancellationToken),
            WriteKind.Put => client.UpsertEntityAsync(AzureRows.ToEntity(row, mark), TableUpdateMode.Replace, cancellationToken),
            _ => client.DeleteEntityAsync(row.Partition, row.Key, etag, cancellationToken),
        };
    }

    private static TableTransactionAction ActionOf(RowWrite write, string mark)
    {
        var type = write.Kind switch
        {
            WriteKind.Insert => TableTransactionActionType.Add,
            WriteKind.Replace => TableTransactionActionType.UpdateReplace,
            WriteKind.Put => TableTransactionActionType.UpsertReplace,
            _ => TableTransactionActionType.Delete,
        };
        return new TableTransactionAction(type, AzureRows.ToEntity(write.Row, mark), AzureRows.ETagOf(write.Row));
    }

    /// <summary>The row as it stands, if it is this very write that made it so; a deletion leaves nothing to tell by.</summary>
    private async Task<Row?> IsOursAsync(RowWrite write, string mark, CancellationToken cancellationToken) =>
        write.Kind != WriteKind.Delete
        && await FindAsync(write.Row.Partition, write.Row.Key, cancellationToken) is { } row
        && row.Tags.Contains(new RowTag(AzureRows.WriteMark, mark))
            ? row
            : null;

    private async Task<ImmutableArray<string>?> ETagsIfOursAsync(IReadOnlyList<RowWrite> writes, string mark, CancellationToken cancellationToken)
    {
        var etags = ImmutableArray.CreateBuilder<string>(writes.Count);
        foreach (var write in writes)
        {
            if (write.Kind == WriteKind.Delete)
            {
                etags.Add(string.Empty);
            }
            else if (await IsOursAsync(write, mark, cancellationToken) is { ETag: { } etag })
            {
                etags.Add(etag);
            }
            else
            {
                return null;
            }
        }

        return etags.ToImmutable();
    }

    private static string ETagIn(Response response) => response.Headers.ETag?.ToString() ?? string.Empty;
}
