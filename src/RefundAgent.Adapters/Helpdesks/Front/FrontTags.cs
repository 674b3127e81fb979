using System.Collections.Concurrent;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>Finds tags by name, and makes those that are missing: Front takes them by id alone. What was found is kept while it serves.</summary>
internal sealed class FrontTags(FrontApi api)
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public async Task AddAsync(string conversation, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(conversation, names, cancellationToken);
        }
        catch (HelpdeskException refused) when (refused.Fault == HelpdeskFault.Refused)
        {
            // One of them may have been deleted since it was found.
            known.Clear();
            await TryAsync(conversation, names, cancellationToken);
        }
    }

    private async Task TryAsync(string conversation, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var ids = new List<string>(names.Count);
        foreach (var name in names)
        {
            ids.Add(await IdOfAsync(name, cancellationToken));
        }

        await api.SetAsync(HttpMethod.Post, $"conversations/{conversation}/tags", new { tag_ids = ids }, cancellationToken);
    }

    private async Task<string> IdOfAsync(string name, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(name, out var id))
        {
            return id;
        }

        await foreach (var page in api.PagesAsync("company/tags?limit=100", cancellationToken))
        {
            foreach (var tag in page)
            {
                known.TryAdd(tag["name"].RequiredText, tag["id"].RequiredText);
            }
        }

        return known.TryGetValue(name, out var found)
            ? found
            : known[name] = (await api.AddAsync("company/tags", new { name }, cancellationToken))["id"].RequiredText;
    }
}
