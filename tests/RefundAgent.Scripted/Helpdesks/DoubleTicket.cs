namespace RefundAgent.Scripted.Helpdesks;

/// <summary>A ticket as a double keeps it, whatever the helpdesk's own words for its parts.</summary>
internal sealed class DoubleTicket(string id, DoublePerson customer, string subject)
{
    public string Id { get; } = id;

    public DoublePerson Customer { get; } = customer;

    public string Subject { get; } = subject;

    /// <summary>By e-mail, as far as the helpdesk knows; otherwise over its own form or chat.</summary>
    public bool ByMail { get; init; }

    public DoubleState State { get; set; }

    public List<DoubleComment> Comments { get; } = [];

    public List<string> Tags { get; set; } = [];

    public string? Assignee { get; set; }

    public int? Rating { get; set; }

    public DateTimeOffset? RatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Where it was merged into; its own comments are then to be asked for there.</summary>
    public string? MergedInto { get; set; }
}

internal enum DoubleState
{
    Open,
    Solved,
    Closed,
}

/// <param name="Id">Unique in the double.</param>
/// <param name="By">Who.</param>
/// <param name="Public">The customer sees it.</param>
/// <param name="Via">How it came in.</param>
/// <param name="Text">As the helpdesk keeps it: plain or HTML, whichever its API takes and gives.</param>
/// <param name="At">When.</param>
internal sealed record DoubleComment(string Id, DoublePerson By, bool Public, DoubleVia Via, string Text, DateTimeOffset At);

internal enum DoubleVia
{
    /// <summary>Typed into the helpdesk's own pages; for a customer, its form or chat.</summary>
    Web,
    Mail,
    Api,
}

/// <param name="Id">The helpdesk's own.</param>
/// <param name="Role">What the helpdesk knows them as.</param>
/// <param name="Name">For people.</param>
/// <param name="Email">For people.</param>
internal sealed record DoublePerson(string Id, DoubleRole Role, string Name, string Email);

internal enum DoubleRole
{
    Customer,
    Staff,

    /// <summary>The account whose token the agent has.</summary>
    Agent,
}

/// <summary>What an id names.</summary>
internal enum DoubleIdOf
{
    Ticket,
    PublicComment,
    Note,
    Customer,
    Staff,
}

/// <summary>What just happened, for a subclass to put into its vendor's words.</summary>
/// <param name="Ticket">After it.</param>
/// <param name="Kind">What.</param>
/// <param name="Comment">Where it is one.</param>
/// <param name="Number">Counts up: an event's own id is made of it.</param>
/// <param name="At">When.</param>
internal sealed record DoubleChange(DoubleTicket Ticket, DoubleChangeKind Kind, DoubleComment? Comment, int Number, DateTimeOffset At);

internal enum DoubleChangeKind
{
    Opened,
    Commented,
    StateChanged,
    Rated,
    Tagged,
    Assigned,
}

/// <param name="Body">As it is sent.</param>
/// <param name="Headers">Beside the content type.</param>
internal sealed record DoubleDelivery(string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>What goes wrong at the next call that writes.</summary>
internal enum DoubleFault
{
    /// <summary>429 with the vendor's own way to say for how long (one second); nothing was written.</summary>
    Busy,

    /// <summary>500 after it was written.</summary>
    FailsAfter,

    /// <summary>The connection is cut after it was written.</summary>
    CutAfter,

    /// <summary>500 and nothing was written.</summary>
    FailsBefore,

    /// <summary>200 with a body that is none of the vendor's.</summary>
    Garbles,
}
