using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli;
using RefundAgent.Cli.Helpdesks;
using RefundAgent.Helpdesks;
using RefundAgent.Scripted.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Cli.Helpdesks;

/// <summary>The trial against a helpdesk's double, and an instance that proves deliveries and works on them as a test wants.</summary>
public sealed class ConnectionTrialTests : IAsyncLifetime
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly ZammadDouble zammad;
    private readonly SkippingClock clock = new();
    private readonly StringBuilder told = new();
    private Dictionary<string, string?> settings = [];
    private ServiceProvider? services;

    public ConnectionTrialTests()
        : this(new ZammadDouble())
    {
    }

    private ConnectionTrialTests(ZammadDouble zammad) => this.zammad = zammad;

    public async Task InitializeAsync()
    {
        await zammad.StartAsync();
        settings = zammad.SettingsOf("support").ToDictionary(each => each.Key.Replace("__", ":", StringComparison.Ordinal), each => (string?)each.Value);
        settings[StorageSettings.InMemory] = "true";
    }

    public async Task DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        await zammad.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_works_passes_each_step_and_says_what_was_done()
    {
        var ticket = await zammad.CustomerOpensAsync("ann@mail.example", "Order #1002 came broken.");

        var report = await TryAsync(Instance, ticket);

        Assert.True(report.Passed);
        Assert.Equal(["settings", "api", "delivery", "forgery", "work"], report.Steps.Select(step => step.Step));
        Assert.Contains("1 comment ", report.Steps[1].Text, StringComparison.Ordinal);
        Assert.NotNull(report.Steps[2].Milliseconds);
        Assert.Equal("internal note was written as comment 12", Assert.Single(report.Steps[4].Details));
        Assert.Equal(5, told.ToString().Split('\n').Count(line => line.StartsWith('✓')));
    }

    [Fact]
    public async Task Without_a_ticket_it_is_well_that_the_helpdesk_has_none()
    {
        var report = await TryAsync(Instance);

        Assert.True(report.Passed);
        Assert.Contains("as expected", report.Steps[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_was_named_has_to_be_there() => Assert.Equal(["settings+", "api-", "delivery+", "forgery+", "work+"], Marks(await TryAsync(Instance, "4711")));

    [Fact]
    public async Task A_wrong_token_is_told_with_the_setting_to_look_at()
    {
        settings["Helpdesks:support:Token"] = "a token that nobody gave out";

        var report = await TryAsync(Instance);

        Assert.Equal(["settings+", "api-", "delivery+", "forgery+", "work?"], Marks(report));
        Assert.Contains("Token", report.Steps[1].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_it_says_how_to_start_and_tries_no_further()
    {
        var report = await TryAsync((_, _) => throw new HttpRequestException("refused"));

        Assert.Equal(["settings+", "api+", "delivery-", "forgery?", "work?"], Marks(report));
        Assert.Contains("refund-agent serve", report.Steps[2].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_with_another_secret_is_told_from_one_that_is_away()
    {
        var report = await TryAsync((_, _) => Task.FromResult(HttpStatusCode.Unauthorized));

        Assert.Equal(["settings+", "api+", "delivery-", "forgery+", "work?"], Marks(report));
        Assert.Contains("another secret", report.Steps[2].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_takes_what_is_forged_is_not_our_instance() =>
        Assert.Equal(["settings+", "api+", "delivery+", "forgery-", "work-"], Marks(await TryAsync((_, _) => Task.FromResult(HttpStatusCode.Accepted))));

    [Fact]
    public async Task Where_the_worker_does_not_come_the_wait_ends()
    {
        var report = await TryAsync((_, isProven) => Task.FromResult(isProven ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized));

        Assert.Equal("work-", Marks(report)[^1]);
        Assert.Contains("within 5 s", report.Steps[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_cannot_be_opened_is_a_step_that_failed()
    {
        var report = await TryAsync(Instance, openStorage: _ => throw new CommandFailedException("Nothing listens on 127.0.0.1:10002."));

        Assert.Equal("work-", Marks(report)[^1]);
        Assert.Contains("--storage", report.Steps[4].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_connected_is_told_with_those_that_are()
    {
        var report = await TryAsync(Instance, name: "zammad");

        Assert.Equal(["settings-"], Marks(report));
        Assert.Contains("support", report.Steps[0].Text, StringComparison.Ordinal);
        Assert.Contains("helpdesk sample zammad", report.Steps[0].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_named_one_by_one_and_no_secret_with_them()
    {
        settings["Helpdesks:support:Secret"] = "too short";
        settings["Helpdesks:support:Replies"] = "never";

        var report = await TryAsync(Instance);

        Assert.Equal(["settings-"], Marks(report));
        Assert.Equal(2, report.Steps[0].Details.Length);
        Assert.DoesNotContain("too short", told.ToString(), StringComparison.Ordinal);
    }

    private static string[] Marks(TrialReport report) => [.. report.Steps.Select(step => step.Step + step.Passed switch { true => "+", false => "-", null => "?" })];

    /// <summary>As serve does it, with a worker that is never late.</summary>
    private async Task<HttpStatusCode> Instance(HelpdeskDelivery delivery, bool isProven)
    {
        if (!isProven)
        {
            return HttpStatusCode.Unauthorized;
        }

        var moved = Assert.IsType<DeliveryReading.Moved>(Helpdesk.Reader.Read(delivery));
        var seen = TicketCase.Of(Helpdesk.Connection, moved.Ticket).WithEvent(new CaseEvent(moved.Key, clock.GetUtcNow(), ["internal note was written as comment 12"]));
        Assert.NotNull(await services!.GetRequiredService<ITicketCases>().SaveAsync(seen, default));
        return HttpStatusCode.Accepted;
    }

    private ConnectedHelpdesk Helpdesk => services!.GetRequiredService<IHelpdesks>().Find("support")!;

    private async Task<TrialReport> TryAsync(
        Func<HelpdeskDelivery, bool, Task<HttpStatusCode>> instance, string? ticket = null, string name = "support", Func<CancellationToken, Task<ServiceProvider>>? openStorage = null)
    {
        services = Open();
        using var http = new HttpClient(new ScriptedInstance(() => Helpdesk, clock, instance)) { BaseAddress = new Uri("http://127.0.0.1:7071/") };

        await using var writer = new StringWriter(told);

        // The trial disposes the storage that it opens, and the worker's is still looked at.
        return await new ConnectionTrial(services, openStorage ?? (_ => Task.FromResult(Open(services))), http, clock, TrialReport.To(writer)).RunAsync(name, ticket, Wait, default);
    }

    private ServiceProvider Open(ServiceProvider? shared = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection()
            .AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock).AddRefundAgent(configuration);
        return (shared is null ? collection : collection.AddSingleton(_ => shared.GetRequiredService<ITicketCases>())).BuildServiceProvider();
    }

    private sealed class ScriptedInstance(Func<ConnectedHelpdesk> helpdesk, TimeProvider time, Func<HelpdeskDelivery, bool, Task<HttpStatusCode>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal((HttpMethod.Post, "/api/webhooks/support"), (request.Method, request.RequestUri!.AbsolutePath));
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            var proven = helpdesk().Proof.Holds(name => request.Headers.TryGetValues(name, out var values) ? [.. values] : [], body, time.GetUtcNow());
            var delivery = new HelpdeskDelivery
            {
                Tenant = helpdesk().Connection.Tenant, Connection = helpdesk().Connection.Name, ReceivedAt = time.GetUtcNow(), Body = Encoding.UTF8.GetString(body),
            };
            return new HttpResponseMessage(await answer(delivery, proven));
        }
    }
}
