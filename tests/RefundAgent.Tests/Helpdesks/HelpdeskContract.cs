using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>
/// What every helpdesk's adapter has to do, over real HTTP against that helpdesk's double: everything above the adapters relies on it. A
/// subclass names the double and the kind, and says where the vendor knows less; what only one helpdesk has is tested there.
/// </summary>
public abstract partial class HelpdeskContract : IAsyncLifetime
{
    private const string Name = "desk";

    private readonly HelpdeskDouble helpdesk;
    private readonly HelpdeskKind kind;
    private readonly SkippingClock clock = new();
    private IHelpdesk? api;

    private protected HelpdeskContract(HelpdeskDouble helpdesk, HelpdeskKind kind) => (this.helpdesk, this.kind) = (helpdesk, kind);

    /// <summary>An id of the vendor's form that no ticket has.</summary>
    protected virtual string MissingTicket => "999999999";

    /// <summary>Comments of a ticket that do not fit on one page of the vendor's list.</summary>
    protected virtual int MoreThanOnePage => 120;

    /// <summary>Changed tickets that do not fit on one page of the vendor's list.</summary>
    protected virtual int MoreTicketsThanOnePage => 120;

    /// <summary>The vendor tells one ticket's merge into another.</summary>
    protected virtual bool Merges => true;

    /// <summary>The API tells how the customer rated, and not a webhook alone.</summary>
    protected virtual bool ReadsRatings => true;

    /// <summary>As the double's <see cref="DoubleState"/> comes back; the vendor may know no difference between solved and closed.</summary>
    protected virtual ImmutableDictionary<string, TicketState> States { get; } = ImmutableDictionary.CreateRange<string, TicketState>(
    [
        new(nameof(DoubleState.Open), TicketState.Open), new(nameof(DoubleState.Solved), TicketState.Solved), new(nameof(DoubleState.Closed), TicketState.Closed),
    ]);

    private protected HelpdeskDouble Helpdesk => helpdesk;

    /// <summary>Opened as the double's settings say.</summary>
    protected IHelpdesk Api => api!;

    /// <summary>Starts with the first ticket and stands still, but for waits between tries.</summary>
    private protected SkippingClock Clock => clock;

    public async Task InitializeAsync()
    {
        await helpdesk.StartAsync();
        var any = await helpdesk.CustomerOpensAsync("somebody@mail.example", "Only to tell the time.");
        clock.SetUtcNow(helpdesk.Ticket(any).UpdatedAt);
        api = Open(Options);
    }

    public async Task DisposeAsync() => await helpdesk.DisposeAsync();

    private protected HelpdeskOptions Options
    {
        get
        {
            var settings = helpdesk.SettingsOf(Name).Select(each => KeyValuePair.Create(each.Key.Replace("__", ":", StringComparison.Ordinal), (string?)each.Value));
            return Assert.Single(ConnectionSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())).Options;
        }
    }

    private protected IHelpdesk Open(HelpdeskOptions options) =>
        kind.Open(options, new HelpdeskClients(new ConnectionName(Name), clock, new TestIds(), NullLogger.Instance));

    /// <summary>A ticket that is there, read again until it holds so many comments of ours, where the helpdesk takes a while to show them.</summary>
    private protected async Task<HelpdeskTicket> ReadAsync(string ticket, int own = 0)
    {
        var read = await Api.ReadAsync(new TicketId(ticket), default);
        for (var again = 0; again < 5 && Api.ShowsWithin > TimeSpan.Zero && OwnOf(read!).Length < own; again++)
        {
            read = await Api.ReadAsync(new TicketId(ticket), default);
        }

        return Assert.IsType<HelpdeskTicket>(read);
    }

    private protected static TicketComment[] OwnOf(HelpdeskTicket ticket) => [.. ticket.Comments.Where(comment => comment.Author.Kind == AuthorKind.Self)];

    private protected Task<string> OpenedAsync(bool byMail = false) =>
        helpdesk.CustomerOpensAsync("ann@mail.example", "Where is my money?\nOrder #1002 came broken.", byMail);

    /// <summary>A note or a reply.</summary>
    private Task<CommentId?> WriteAsync(HelpdeskTicket ticket, bool isReply, string text) =>
        isReply ? Api.ReplyAsync(ticket, text, default) : Api.NoteAsync(ticket, text, default);

    private static async Task<HelpdeskFault> FaultOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<HelpdeskException>(call)).Fault;
}
