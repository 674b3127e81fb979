using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Records;

/// <summary>Where a list of decisions is to be found: ranges of keys, and the few columns that it is filtered by.</summary>
internal static class DecisionRanges
{
    private const string KindTag = "Kind";
    private const string RecordKind = "record";
    private const string StatusTag = "Status";
    private const string DecidedTag = "Decided";
    private const string ReviewTag = "Review";
    private const int CustomerColumnsSince = 2;
    private const string CustomerTag = "Customer";
    private const string EmailTag = "Email";

    /// <summary>
    /// A decision's key tells when its message came in, and <see cref="DecisionFilter.Since"/> asks when it was decided: so long may a
    /// message have waited in a queue and still be found.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    /// <summary>After a cursor: what is left of its day, then the days before. Two ranges, since one with an "or" would be a scan in Azure.</summary>
    public static IEnumerable<RowQuery> Of(TenantId tenant, DecisionFilter filter, string? cursor, int page)
    {
        var all = new RowQuery
        {
            PartitionFrom = KeyText.Join(KeyText.Encode(tenant.Value), string.Empty),
            PartitionTo = filter.Since is { } since ? AfterDay(tenant, since) : DecisionKeys.LastPartition(tenant),
            Tags = Matches(filter),
            PageSize = page,
        };
        if (cursor is null)
        {
            return [all];
        }

        var last = DecisionKeys.Of(tenant, Identity.Id.TryParse<DecisionId>(cursor, out var id) ? id : default)
            ?? throw new FormatException("The cursor is none that this list gave out: pass on the 'cursor' of the page before as it is.");
        return
        [
            all with { PartitionFrom = last.Partition, PartitionTo = null, KeyFrom = last.End },
            all with { PartitionFrom = last.Partition + KeyText.Separator },
        ];
    }

    /// <summary>The papers of all decisions on a customer's messages; of customers whose ids differ in case only, too.</summary>
    public static RowQuery PapersOf(TenantId tenant, CustomerId customer) => All(tenant, CustomerTag, customer.Value);

    /// <summary>The papers of all decisions on messages that came with this address.</summary>
    public static RowQuery PapersWith(TenantId tenant, string email) => All(tenant, EmailTag, email);

    /// <summary>Rows of before papers had these columns, as their format tells: all of them have to be read to know whose they are.</summary>
    public static RowQuery WithoutColumns(TenantId tenant) => All(tenant) with { OlderThan = CustomerColumnsSince };

    private static RowQuery All(TenantId tenant) => new()
    {
        PartitionFrom = KeyText.Join(KeyText.Encode(tenant.Value), string.Empty),
        PartitionTo = DecisionKeys.LastPartition(tenant),
    };

    private static RowQuery All(TenantId tenant, string tag, string value) => All(tenant) with { Tags = [new TagMatch(tag, Folded(value))] };

    private static string AfterDay(TenantId tenant, DateTimeOffset since) =>
        DecisionKeys.PartitionOf(tenant, since - DateTimeOffset.MinValue > LongestWait ? since - LongestWait : DateTimeOffset.MinValue)
        + KeyText.Separator;

    private static ImmutableArray<TagMatch> Matches(DecisionFilter filter)
    {
        var matches = ImmutableArray.CreateBuilder<TagMatch>(4);
        matches.Add(new TagMatch(KindTag, RecordKind));
        if (filter.Status is { } status)
        {
            matches.Add(new TagMatch(StatusTag, status.ToString()));
        }

        if (filter.Review is { } review)
        {
            matches.Add(new TagMatch(ReviewTag, review.ToString()));
        }

        if (filter.Since is { } since)
        {
            matches.Add(new TagMatch(DecidedTag, Sortable(since), OrGreater: true));
        }

        return matches.ToImmutable();
    }

    /// <summary>By the customer: what has to be found to be erased.</summary>
    public static ImmutableArray<RowTag> TagsOf(CasePapers papers) =>
    [
        new RowTag(CustomerTag, Folded(papers.Ticket.Customer.Id.Value)),
        .. papers.Ticket.Customer.Email is { } email ? [new RowTag(EmailTag, Folded(email))] : ImmutableArray<RowTag>.Empty,
    ];

    public static bool AreOf(CasePapers papers, CustomerId customer) => Folded(papers.Ticket.Customer.Id.Value) == Folded(customer.Value);

    public static bool AreWith(CasePapers papers, string email) => papers.Ticket.Customer.Email is { } own && Folded(own) == Folded(email);

    /// <summary>People write addresses in any case.</summary>
    private static string Folded(string name) => KeyText.Encode(name.ToUpperInvariant());

    public static ImmutableArray<RowTag> TagsOf(DecisionRecord record) =>
    [
        new RowTag(KindTag, RecordKind),
        new RowTag(StatusTag, record.Status.ToString()),
        new RowTag(DecidedTag, Sortable(record.DecidedAt)),
        .. record.Review is { } review ? [new RowTag(ReviewTag, review.ToString())] : Array.Empty<RowTag>(),
    ];

    private static string Sortable(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture);
}
