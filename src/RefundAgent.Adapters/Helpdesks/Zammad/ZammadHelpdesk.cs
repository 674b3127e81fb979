using System.Globalization;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>Zammad's API (docs.zammad.org/en/latest/api), with a token that stands for a user: what that user may, the agent may.</summary>
internal sealed class ZammadHelpdesk(HelpdeskHttp http, TimeProvider time) : IHelpdesk, IDisposable
{
    private const int MostMerges = 5;
    private const int PageSize = 100;
    private const int MostPages = 50;

    private readonly ZammadPeople people = new(http, time);
    private readonly ZammadStates states = new(http, time);

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var id = ticket;
        for (var merges = 0; merges <= MostMerges; merges++)
        {
            if (!IsNumber(id.Value) || await http.GetAsync($"tickets/{id}?expand=true", cancellationToken) is not { IsMissing: false } answer)
            {
                return null;
            }

            var state = await states.TypeOfAsync(answer.Body["state_id"].RequiredText, cancellationToken);
            if (state != ZammadStates.Merged || await MergedIntoAsync(id, cancellationToken) is not { } target)
            {
                return await ThreadAsync(answer.Body, state, cancellationToken);
            }

            id = target;
        }

        throw new HelpdeskException(HelpdeskFault.Garbled, $"Ticket {ticket} was merged more than {MostMerges} times over.");
    }

    public async Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        await AddAsync(ZammadArticles.Note(ticket, text), cancellationToken);

    public async Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        await AddAsync(ZammadArticles.Reply(ticket, text), cancellationToken);

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        foreach (var tag in tags.Except(ticket.Tags, StringComparer.OrdinalIgnoreCase))
        {
            // A tag that is there already stays there once.
            var body = new Dictionary<string, object> { ["item"] = tag, ["object"] = "Ticket", ["o_id"] = ZammadArticles.NumberOf(ticket.Id) };
            _ = (await http.SetAsync(HttpMethod.Post, "tags/add", body, cancellationToken)).Present;
        }
    }

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        var to = NumberedAssignee.Of(assignee);
        var body = new Dictionary<string, long> { [to.IsTeam ? "group_id" : "owner_id"] = to.Number };
        _ = (await http.SetAsync(HttpMethod.Put, $"tickets/{ticket.Id}", body, cancellationToken)).Present;
    }

    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(
        DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var condition = new Dictionary<string, object>
        {
            ["condition"] = new Dictionary<string, object> { ["ticket.updated_at"] = new Dictionary<string, string> { ["operator"] = "after (absolute)", ["value"] = from } },
        };
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"tickets/search?expand=true&sort_by=updated_at&order_by=desc&page={page}&per_page={PageSize}";
            var found = (await http.SetAsync(HttpMethod.Post, path, condition, cancellationToken)).Body.Each().ToList();
            foreach (var each in found.Where(each => each["updated_at"].RequiredTime >= since))
            {
                yield return new TicketId(each["id"].RequiredText);
            }

            if (found.Count < PageSize || found[^1]["updated_at"].RequiredTime < since)
            {
                yield break;
            }
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Zammad counts; anything else would also lead to another place of the API.</summary>
    private static bool IsNumber(string id) => id.Length is > 0 and <= 18 && id.All(char.IsAsciiDigit);

    private async Task<HelpdeskTicket> ThreadAsync(ApiJson ticket, string state, CancellationToken cancellationToken)
    {
        var id = ticket["id"].RequiredText;
        var articles = await http.GetAsync($"ticket_articles/by_ticket/{id}", cancellationToken);
        var tags = await http.GetAsync($"tags?object=Ticket&o_id={id}", cancellationToken);
        var customer = await people.FindAsync(ticket["customer_id"].RequiredText, cancellationToken);
        var own = await people.OwnIdAsync(cancellationToken);

        // By time, since articles of a ticket that was merged into this one keep theirs.
        var newest = articles.Body.Each()
            .OrderBy(article => article["created_at"].RequiredTime).ThenBy(article => article["id"].Number)
            .TakeLast(ZammadThread.MostComments).ToList();
        var staff = new Dictionary<string, ZammadPerson?>(StringComparer.Ordinal);
        foreach (var author in newest.Select(ZammadThread.AgentOf).OfType<string>().Distinct().Where(author => author != own))
        {
            staff[author] = await people.RememberedAsync(author, cancellationToken);
        }

        return new ZammadThread(ticket, own, staff).ToTicket(ZammadStates.Meaning(state), customer, newest, tags.Body["tags"]);
    }

    /// <summary>The history alone tells it for sure: links between tickets are made by people too.</summary>
    private async Task<TicketId?> MergedIntoAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var history = await http.GetAsync($"ticket_history/{ticket}", cancellationToken);
        return history.Body["history"].Each().LastOrDefault(entry => entry["type"].Text == "merged_into" && entry["object"].Text == "Ticket")["id_to"].Text is { } target
            ? new TicketId(target)
            : null;
    }

    private async Task<CommentId> AddAsync(IReadOnlyDictionary<string, object> article, CancellationToken cancellationToken) =>
        new((await http.AddAsync(HttpMethod.Post, "ticket_articles", article, cancellationToken)).Present["id"].RequiredText);
}
