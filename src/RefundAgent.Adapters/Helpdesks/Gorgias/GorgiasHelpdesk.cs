using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>Gorgias' tickets: a reading takes two calls and one for each person of the team, which is remembered; an answer takes two.</summary>
internal sealed class GorgiasHelpdesk(HelpdeskHttp http, GorgiasPeople people) : IHelpdesk
{
    /// <summary>Messages of a ticket, the newest.</summary>
    private const int Most = 1000;

    private const int MostPages = 50;

    private readonly GorgiasMessages messages = new(http, people);

    public TimeSpan ShowsWithin => TimeSpan.Zero;

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        // Asked first: a wrong account answers 404 as well, and its tickets were not deleted.
        await people.OwnIdAsync(cancellationToken);
        if (!ticket.Value.All(char.IsAsciiDigit)
            || await http.GetAsync($"tickets/{ticket}", cancellationToken) is not { IsMissing: false, Body: var found }
            || found["trashed_datetime"].Exists
            || found["spam"].Flag is true)
        {
            return null;
        }

        var id = found["id"].RequiredText;
        var customer = found["customer"];
        var thread = new GorgiasThread(people, customer["id"].RequiredText);
        var comments = new List<TicketComment>();
        await foreach (var message in MessagesAsync(id, cancellationToken).Take(Most))
        {
            if (await thread.OfAsync(message, cancellationToken) is { } comment)
            {
                comments.Add(comment);
            }
        }

        return new HelpdeskTicket
        {
            Id = new TicketId(id),
            State = found["status"].RequiredText == "closed" ? TicketState.Solved : TicketState.Open,
            Customer = new HelpdeskCustomer(customer["id"].RequiredText, Given(customer["external_id"]), Given(customer["email"])),
            Channel = found["channel"].Text,
            Language = Given(found["language"]),
            Tags = [.. found["tags"].Each().Select(tag => tag["name"].RequiredText)],
            Assignee = found["assignee_user"]["id"].Text ?? (found["assignee_team"]["id"].Text is { } team ? $"team:{team}" : null),
            Comments = [.. Enumerable.Reverse(comments).OrderBy(comment => comment.At)],
            Rating = RatingOf(found["satisfaction_survey"]),
        };
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        messages.NoteAsync(ticket.Id.Value, text, cancellationToken);

    public async Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken)
    {
        await foreach (var message in MessagesAsync(ticket.Id.Value, cancellationToken).Take(Most))
        {
            if (message["from_agent"].Flag is false && !message["deleted_datetime"].Exists)
            {
                return await messages.ReplyAsync(ticket.Id.Value, ticket.Customer, message, text, cancellationToken);
            }
        }

        throw new HelpdeskException(HelpdeskFault.Refused, "The customer wrote nothing on the ticket that could be answered.");
    }

    public async Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        Done(await http.SetAsync(HttpMethod.Post, $"tickets/{ticket.Id}/tags", new { names = tags }, cancellationToken));

    public async Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        var to = NumberedAssignee.Of(assignee);
        object change = to.IsTeam ? new { assignee_team = new { id = to.Number } } : new { assignee_user = new { id = to.Number } };
        Done(await http.SetAsync(HttpMethod.Put, $"tickets/{ticket.Id}", change, cancellationToken));
    }

    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var ticket in ListAsync("tickets?limit=100&order_by=updated_datetime:desc&trashed=false", cancellationToken))
        {
            if (ticket["updated_datetime"].RequiredTime < since)
            {
                yield break;
            }

            yield return new TicketId(ticket["id"].RequiredText);
        }
    }

    /// <summary>For a call about a ticket that was just there.</summary>
    internal static HelpdeskAnswer Done(HelpdeskAnswer answer) => answer.IsMissing
        ? throw new HelpdeskException(HelpdeskFault.Refused, "Gorgias knows the ticket, or what it was to be given, no longer (404).")
        : answer;

    private IAsyncEnumerable<ApiJson> MessagesAsync(string ticket, CancellationToken cancellationToken) =>
        ListAsync($"messages?ticket_id={ticket}&limit=100&order_by=created_datetime:desc", cancellationToken);

    private async IAsyncEnumerable<ApiJson> ListAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = "";
        for (var page = 0; cursor is not null && page < MostPages; page++)
        {
            var body = Done(await http.GetAsync(cursor.Length == 0 ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", cancellationToken)).Body;
            if (!body["data"].Exists)
            {
                throw new HelpdeskException(HelpdeskFault.Garbled, $"GET {path} holds no data.");
            }

            foreach (var each in body["data"].Each())
            {
                yield return each;
            }

            cursor = Given(body["meta"]["next_cursor"]);
        }
    }

    private static TicketRating? RatingOf(ApiJson survey) => survey["score"].Number is { } score and >= 1 and <= 5
        ? new TicketRating((int)score, (survey["scored_datetime"].Exists ? survey["scored_datetime"] : survey["created_datetime"]).RequiredTime)
        : null;

    private static string? Given(ApiJson json) => json.Text is { Length: > 0 } text ? text : null;
}
