using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// A helpdesk on a free port: people's doings as methods, the vendor's API as routes, and the vendor's signed webhooks for every change, the
/// agent's own included, so that a loop would show. It knows the vendor's documents and nothing of the product. A subclass is one helpdesk.
/// </summary>
internal abstract class HelpdeskDouble : IAsyncDisposable
{
    private readonly HttpClient sender = new();
    private readonly ConcurrentQueue<DoubleFault> faults = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentQueue<(int Status, string Body)> deliveries = new();
    private readonly Dictionary<string, DoubleTicket> tickets = [];
    private readonly Dictionary<string, DoublePerson> people = [];
    private readonly List<DoubleDelivery> held = [];
    private readonly Lock turn = new();
    private WebApplication? app;
    private int numbers = 1000;

    /// <summary>A reviewer of role agent, as <see cref="SettingsOf"/> maps it.</summary>
    public DoublePerson Mara { get; private set; } = null!;

    /// <summary>A reviewer of role manager.</summary>
    public DoublePerson Noor { get; private set; } = null!;

    /// <summary>Staff whom nobody mapped.</summary>
    public DoublePerson Stranger { get; private set; } = null!;

    /// <summary>The account of the agent's token.</summary>
    public DoublePerson Agent { get; private set; } = null!;

    /// <summary>The kind, as the product's settings call it.</summary>
    public abstract string Kind { get; }

    public virtual string Secret => "a secret for tests without comma";

    public virtual string Token => "token-for-tests";

    public string Address { get; private set; } = "";

    /// <summary>Where events are sent; none are while it is null.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Every event is delivered so many times at once.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Events are kept back until <see cref="ReleaseAsync"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>Events get lost.</summary>
    public bool Drops { get; set; }

    /// <summary>Every call so far, as <c>METHOD /path</c>.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>What the agent answered to each event.</summary>
    public IReadOnlyList<(int Status, string Body)> Deliveries => [.. deliveries];

    /// <summary>For `serve`: this helpdesk as a connection of that name.</summary>
    public IReadOnlyDictionary<string, string> SettingsOf(string name)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kind"] = Kind,
            ["Secret"] = Secret,
            ["Token"] = Token,
            ["BaseUrl"] = Address,
            ["CustomersAuthenticated"] = "true",
            ["Reviewers"] = $"{Mara.Id}=mara, {Noor.Id}=noor:manager",
        };
        foreach (var (key, value) in OwnSettings)
        {
            settings[key] = value;
        }

        return settings.ToDictionary(each => $"Helpdesks__{name}__{each.Key}", each => each.Value);
    }

    public async Task StartAsync()
    {
        Agent = Add(DoubleRole.Agent, "Refund Agent", "agent@helpdesk.example");
        Mara = Add(DoubleRole.Staff, "Mara", "mara@shop.example");
        Noor = Add(DoubleRole.Staff, "Noor", "noor@shop.example");
        Stranger = Add(DoubleRole.Staff, "Stranger", "stranger@shop.example");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(NoteAsync);
        Map(app);
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task<string> CustomerOpensAsync(string email, string text, bool byMail = false)
    {
        DoubleTicket ticket;
        DoubleComment comment;
        lock (turn)
        {
            var customer = people.Values.FirstOrDefault(each => each.Email == email) ?? Add(DoubleRole.Customer, email.Split('@')[0], email);
            ticket = new DoubleTicket(NewId(DoubleIdOf.Ticket), customer, text.Split('\n')[0]) { ByMail = byMail };
            tickets[ticket.Id] = ticket;
            comment = Write(ticket, customer, isPublic: true, byMail ? DoubleVia.Mail : DoubleVia.Web, InTheirForm(text));
        }

        await TellAsync(ticket, DoubleChangeKind.Opened, comment);
        return ticket.Id;
    }

    public Task CustomerWritesAsync(string ticket, string text) =>
        SayAsync(ticket, Ticket(ticket).Customer, isPublic: true, Ticket(ticket).ByMail ? DoubleVia.Mail : DoubleVia.Web, text);

    public Task StaffNotesAsync(string ticket, DoublePerson staff, string text, bool byMail = false) =>
        SayAsync(ticket, staff, isPublic: false, byMail ? DoubleVia.Mail : DoubleVia.Web, text);

    public Task StaffRepliesAsync(string ticket, DoublePerson staff, string text) => SayAsync(ticket, staff, isPublic: true, DoubleVia.Web, text);

    public async Task SetStateAsync(string ticket, DoubleState state)
    {
        lock (turn)
        {
            Ticket(ticket).State = state;
        }

        await TellAsync(Ticket(ticket), DoubleChangeKind.StateChanged, null);
    }

    public async Task RateAsync(string ticket, int score)
    {
        lock (turn)
        {
            (Ticket(ticket).Rating, Ticket(ticket).RatedAt) = (score, Now());
        }

        await TellAsync(Ticket(ticket), DoubleChangeKind.Rated, null);
    }

    public DoubleTicket Ticket(string id)
    {
        lock (turn)
        {
            return tickets[id];
        }
    }

    /// <summary>What the agent wrote, oldest first.</summary>
    public IReadOnlyList<DoubleComment> OwnComments(string ticket)
    {
        lock (turn)
        {
            return [.. tickets[ticket].Comments.Where(comment => comment.By.Role == DoubleRole.Agent)];
        }
    }

    /// <summary>The next calls that write go wrong like this, in this order.</summary>
    public void FailNext(params DoubleFault[] next) => Array.ForEach(next, faults.Enqueue);

    /// <summary>Sends what was held back.</summary>
    /// <param name="order">Of all that is held, as places in it; null for the order in which it happened.</param>
    public async Task ReleaseAsync(Func<int, IEnumerable<int>>? order = null)
    {
        Holds = false;
        DoubleDelivery[] waiting;
        lock (turn)
        {
            waiting = [.. held];
            held.Clear();
        }

        foreach (var place in order?.Invoke(waiting.Length) ?? Enumerable.Range(0, waiting.Length))
        {
            await PostAsync(waiting[place]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Settings that only this helpdesk needs, by their last name.</summary>
    protected virtual IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>();

    /// <summary>The vendor's routes; each checks the credentials, refuses fields that the vendor does not document, and calls the methods below.</summary>
    protected abstract void Map(WebApplication routes);

    /// <summary>The vendor's events for a change, signed as the vendor signs; none where it sends none.</summary>
    protected abstract IEnumerable<DoubleDelivery> EventsOf(DoubleChange change);

    /// <summary>The vendor's answer to too many calls, with its own way to say how long to wait (one second).</summary>
    protected abstract Task AnswerBusyAsync(HttpResponse response);

    /// <summary>A customer's or staff's plain words as the helpdesk keeps them: as they are, or as the HTML that its editor makes.</summary>
    protected virtual string InTheirForm(string text) => text;

    /// <summary>An id as the vendor makes them, where they tell what they name.</summary>
    protected virtual string NewId(DoubleIdOf what) => NewId();

    /// <summary>An id as the vendor makes them.</summary>
    protected virtual string NewId()
    {
        lock (turn)
        {
            return (++numbers).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Null where there is none of that id.</summary>
    protected DoubleTicket? FindTicket(string id)
    {
        lock (turn)
        {
            return tickets.GetValueOrDefault(id);
        }
    }

    protected IReadOnlyList<DoubleTicket> AllTickets()
    {
        lock (turn)
        {
            return [.. tickets.Values];
        }
    }

    protected DoublePerson? FindPerson(string id)
    {
        lock (turn)
        {
            return people.GetValueOrDefault(id);
        }
    }

    protected IReadOnlyList<DoublePerson> AllPeople()
    {
        lock (turn)
        {
            return [.. people.Values];
        }
    }

    /// <summary>What a route that adds a comment of the agent does, faults included; <paramref name="answer"/> writes the vendor's answer to it.</summary>
    protected async Task AgentWritesAsync(HttpContext context, string ticket, bool isPublic, string text, Func<DoubleComment, Task> answer)
    {
        var isFaulty = faults.TryDequeue(out var fault);
        if (isFaulty && await FailsBeforeAsync(context, fault))
        {
            return;
        }

        DoubleComment comment;
        lock (turn)
        {
            comment = Write(tickets[ticket], Agent, isPublic, DoubleVia.Api, text);
        }

        await TellAsync(tickets[ticket], DoubleChangeKind.Commented, comment);
        await (isFaulty ? FailAfterAsync(context, fault) : answer(comment));
    }

    /// <summary>What a route that changes a ticket otherwise does.</summary>
    protected async Task AgentChangesAsync(string ticket, DoubleChangeKind kind, Action<DoubleTicket> change)
    {
        lock (turn)
        {
            change(tickets[ticket]);
            tickets[ticket].UpdatedAt = Now();
        }

        await TellAsync(tickets[ticket], kind, null);
    }

#pragma warning disable RS0030 // The process under test compares signed times with the machine's clock, and so must its sender.
    protected static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
#pragma warning restore RS0030

    private static async Task FailAfterAsync(HttpContext context, DoubleFault fault)
    {
        switch (fault)
        {
            case DoubleFault.CutAfter:
                context.Abort();
                break;
            case DoubleFault.Garbles:
                await context.Response.WriteAsync("<html>Bad gateway, perhaps</html>");
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
        }
    }

    private async Task<bool> FailsBeforeAsync(HttpContext context, DoubleFault fault)
    {
        switch (fault)
        {
            case DoubleFault.Busy:
                await AnswerBusyAsync(context.Response);
                return true;
            case DoubleFault.FailsBefore:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return true;
            default:
                return false;
        }
    }

    private Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        return next(context);
    }

    private async Task SayAsync(string ticket, DoublePerson by, bool isPublic, DoubleVia via, string text)
    {
        DoubleComment comment;
        lock (turn)
        {
            comment = Write(tickets[ticket], by, isPublic, via, InTheirForm(text));
            if (by.Role == DoubleRole.Customer && tickets[ticket].State == DoubleState.Solved)
            {
                tickets[ticket].State = DoubleState.Open;
            }
        }

        await TellAsync(Ticket(ticket), DoubleChangeKind.Commented, comment);
    }

    private DoubleComment Write(DoubleTicket ticket, DoublePerson by, bool isPublic, DoubleVia via, string text)
    {
        var comment = new DoubleComment(NewId(isPublic ? DoubleIdOf.PublicComment : DoubleIdOf.Note), by, isPublic, via, text, Now());
        ticket.Comments.Add(comment);
        ticket.UpdatedAt = comment.At;
        return comment;
    }

    private DoublePerson Add(DoubleRole role, string name, string email)
    {
        var person = new DoublePerson(NewId(role == DoubleRole.Customer ? DoubleIdOf.Customer : DoubleIdOf.Staff), role, name, email);
        people[person.Id] = person;
        return person;
    }

    private async Task TellAsync(DoubleTicket ticket, DoubleChangeKind kind, DoubleComment? comment)
    {
        DoubleDelivery[] events;
        lock (turn)
        {
            events = [.. EventsOf(new DoubleChange(ticket, kind, comment, ++numbers, Now()))];
            if (Holds)
            {
                held.AddRange(events);
            }
        }

        if (Holds || Drops)
        {
            return;
        }

        foreach (var each in events)
        {
            await PostAsync(each);
        }
    }

    private async Task PostAsync(DoubleDelivery delivery)
    {
        if (Webhook is not { } target)
        {
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, Copies).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in delivery.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await sender.SendAsync(request);
            deliveries.Enqueue(((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        }));
    }
}
