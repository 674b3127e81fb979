using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>What a helpdesk needs to be whole: a double, a page, a place in the index, tests by the contract, a sample that its own proof accepts.</summary>
public sealed class HelpdeskKindsTests
{
    private static readonly string[] Known = ["chatwoot", "freshdesk", "front", "gorgias", "helpscout", "intercom", "zammad", "zendesk"];

    public static TheoryData<string> Kinds => [.. HelpdeskKinds.All.Select(kind => kind.Name)];

    [Fact]
    public void Every_helpdesk_is_here_once_and_in_order() => Assert.Equal(Known, HelpdeskKinds.All.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_helpdesk_has_a_double_tests_by_the_contract_and_a_page_in_the_index(string name)
    {
        var kind = HelpdeskKinds.Find(name)!;
        Assert.Single(HelpdeskDoubles.Make(), each => each.Kind == name);
        Assert.Contains(typeof(HelpdeskContract).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(HelpdeskContract)) && type.Name.StartsWith(kind.GetType().Name[..^4], StringComparison.Ordinal));
        Assert.Contains($"(helpdesks/{name}.md)", Repository.Read("docs", "helpdesks.md"), StringComparison.Ordinal);
        var page = Repository.Read("docs", "helpdesks", $"{name}.md");
        Assert.StartsWith($"# {kind.Title}", page, StringComparison.Ordinal);
        Assert.Contains("erified", page, StringComparison.Ordinal);
        Assert.Contains("{url}", kind.Instructions, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_sample_is_proven_by_its_secret_alone_and_read_as_the_ticket_it_names(string name)
    {
        await using var desk = HelpdeskDoubles.Make().Single(each => each.Kind == name);
        await desk.StartAsync();
        var (kind, options, now) = (HelpdeskKinds.Find(name)!, OptionsOf(desk), new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var ticket = new TicketId(await desk.CustomerOpensAsync("mara@example.com", "Hello"));
        var sample = kind.SampleOf(options, ticket, now);
        var body = System.Text.Encoding.UTF8.GetBytes(sample.Body);

        Assert.Empty(kind.FaultsOf(options));
        Assert.True(kind.ProofBy(options.Secrets).Holds(Headers, body, now));
        Assert.True(kind.ProofBy(["another secret of thirty-two chars", .. options.Secrets]).Holds(Headers, body, now));
        Assert.False(kind.ProofBy(["another secret of thirty-two chars"]).Holds(Headers, body, now));
        var reader = kind.ReaderFor(options);
        var read = Assert.IsType<DeliveryReading.Moved>(reader.Read(new HelpdeskDelivery
        {
            Tenant = new TenantId("default"),
            Connection = new ConnectionName(name),
            ReceivedAt = now,
            Body = sample.Body,
            Event = reader.EventHeader is { } header ? Headers(header).SingleOrDefault() : null,
        }));
        Assert.Equal(ticket, read.Ticket);
        Assert.NotEmpty(read.Key);

        IReadOnlyList<string?> Headers(string wanted) =>
            [.. sample.Headers.Where(each => each.Key.Equals(wanted, StringComparison.OrdinalIgnoreCase)).Select(each => (string?)each.Value)];
    }

    private static HelpdeskOptions OptionsOf(HelpdeskDouble desk)
    {
        var settings = desk.SettingsOf("x").ToDictionary(each => each.Key.Split("__")[^1], each => each.Value);
        return new HelpdeskOptions
        {
            Kind = settings["Kind"],
            Secret = settings["Secret"],
            Token = settings["Token"],
            BaseUrl = settings["BaseUrl"],
            Account = settings.GetValueOrDefault("Account"),
            User = settings.GetValueOrDefault("User"),
        };
    }
}
