using System.Runtime.CompilerServices;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Front's conversations: notes are comments, there as soon as they are answered; replies are messages, which Front accepts (202) and shows
/// some seconds later. A reading takes three calls, and a fourth where the customer writes otherwise than by e-mail.
/// </summary>
internal sealed class FrontHelpdesk(FrontApi api) : IHelpdesk
{
    /// <summary>Of messages and of comments, the newest.</summary>
    private const int Most = 1000;

    private readonly FrontTags tags = new(api);

    public TimeSpan ShowsWithin => TimeSpan.FromSeconds(30);

    public async Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        // Discussions and tasks are the team's own: no customer is in them.
        if (await api.ConversationAsync(ticket.Value, cancellationToken) is not { } conversation
            || conversation["status"].RequiredText == "deleted"
            || (conversation["type"].Exists && conversation["type"].Text != "conversation"))
        {
            return null;
        }

        var id = conversation["id"].RequiredText;
        var messages = await NewestAsync($"conversations/{id}/messages?limit=100", cancellationToken);
        var comments = await NewestAsync($"conversations/{id}/comments", cancellationToken);
        var recipient = conversation["recipient"];
        var customer = await CustomerAsync(id, recipient, cancellationToken);
        return new HelpdeskTicket
        {
            Id = new TicketId(id),
            State = conversation["status"].Text == "archived" || conversation["status_category"].Text == "resolved"
                ? TicketState.Solved
                : TicketState.Open,
            Customer = customer,
            Channel = messages.FirstOrDefault()["type"].Text,
            Tags = [.. conversation["tags"].Each().Select(tag => tag["name"].RequiredText)],
            Assignee = conversation["assignee"]["id"].Text,
            Comments = [.. new FrontThread(customer, recipient["handle"].Text).Of(messages, comments)],
        };
    }

    public async Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken)
    {
        // Without an author it is the app's; with one it would be that teammate's word.
        var made = await api.AddAsync($"conversations/{ticket.Id}/comments", new { body = FrontMarkdown.Write(text) }, cancellationToken);
        return new CommentId(made["id"].RequiredText);
    }

    public async Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken)
    {
        // Front archives a conversation with the answer to it unless it is told not to.
        var body = new { body = CommentText.ToHtml(text), text, options = new { archive = false } };
        await api.AddAsync($"conversations/{ticket.Id}/messages", body, cancellationToken);
        return null;
    }

    public Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        tags.AddAsync(ticket.Id.Value, names, cancellationToken);

    public Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken) => FrontAssignee.Parse(assignee) switch
    {
        { IsInbox: true, Id: var inbox } =>
            api.SetAsync(HttpMethod.Patch, $"conversations/{ticket.Id}", new { inbox_id = inbox }, cancellationToken),
        { Id: var teammate } =>
            api.SetAsync(HttpMethod.Put, $"conversations/{ticket.Id}/assignee", new { assignee_id = teammate }, cancellationToken),
        null => throw new HelpdeskException(HelpdeskFault.Refused, $"'{assignee}' is neither a teammate of Front (tea_…) nor an inbox (inb_…)."),
    };

    /// <summary>
    /// Front lists what moved last first, but for what a company has set not to move a conversation up: a page without any change ends it.
    /// </summary>
    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in api.PagesAsync("conversations?limit=100", cancellationToken))
        {
            var changed = page.Where(each => !each["updated_at"].Exists || each["updated_at"].RequiredTime >= since).ToArray();
            foreach (var conversation in changed)
            {
                yield return new TicketId(conversation["id"].RequiredText);
            }

            if (changed.Length == 0)
            {
                yield break;
            }
        }
    }

    private async Task<ApiJson[]> NewestAsync(string path, CancellationToken cancellationToken) =>
        await api.PagesAsync(path, cancellationToken).SelectMany(page => page).Take(Most).ToArrayAsync(cancellationToken);

    private async Task<HelpdeskCustomer> CustomerAsync(string conversation, ApiJson recipient, CancellationToken cancellationToken)
    {
        var handle = recipient["handle"].Text;
        var contact = FrontId.FromLink(recipient["_links"]["related"]["contact"].Text, "crd");
        var email = handle?.Contains('@') is true ? handle : contact is null ? null : await EmailAsync(contact, cancellationToken);
        return new HelpdeskCustomer(contact ?? handle ?? conversation, null, email);
    }

    private async Task<string?> EmailAsync(string contact, CancellationToken cancellationToken)
    {
        var handles = (await api.ContactAsync(contact, cancellationToken))?["handles"].Each() ?? [];
        return handles.FirstOrDefault(each => each["source"].Text == "email")["handle"].Text;
    }
}
