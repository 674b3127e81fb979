using System.CommandLine;
using System.CommandLine.Parsing;
using RefundAgent.Adapters;
using RefundAgent.Helpdesks;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>`refund-agent helpdesk list|sample|test`: from a helpdesk's name to a connection that is known to work.</summary>
internal static class HelpdeskCommand
{
    private const string Description = """
        Connects helpdesks and tries their connections out. A connection is a section of the settings, Helpdesks__NAME__..., and NAME is the last part of its webhook's address.

        From nothing to a connection that works:
          refund-agent helpdesk sample zammad --url https://refunds.example.com   what to click and paste there, and to set here
          refund-agent helpdesk list                                              what is connected, and whether the settings are in order
          refund-agent helpdesk test zammad --ticket 81                           each step of one delivery, to the note on the ticket
        """;

    private const string SampleDescription = """
        Prints what has to be set up in a helpdesk, ready to paste. Where you choose the secret it makes one, for this once: keep it.

        Example:
          refund-agent helpdesk sample zammad --url https://refunds.example.com --name support
        """;

    private const string TestDescription = """
        Sends a delivery, signed with the connection's own secret, to a running instance, and shows what becomes of it at each step. It needs the settings and the storage that the instance has. Nothing is decided that would not be decided anyway: the ticket is looked at as if it had just changed.

        Without --ticket it names a ticket that no helpdesk has: all is well when the helpdesk says that it has none.

        Examples:
          refund-agent helpdesk test zammad
          refund-agent helpdesk test zammad --ticket 81 --url https://refunds.example.com --wait 1m
        """;

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output." };

    public static Command Create() => new("helpdesk", Description) { List(), Sample(), Test() };

    private static Command List()
    {
        var command = new Command("list", "Show the connections of the settings; secrets are not shown.") { Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = Services();
            var all = services.GetRequiredService<IHelpdesks>().All.Select(each => ConnectionView.Of(each.Connection)).ToList();
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(Json) ? CanonicalJson.Write(new { Connections = all })
                : all.Count == 0 ? "No helpdesk is connected: 'refund-agent helpdesk sample KIND' shows how to connect one."
                : string.Join("\n\n", all.Select(each => each.Words)));
            return 0;
        });
        return command;
    }

    private static Command Sample()
    {
        var kind = new Argument<string>("KIND") { Description = "Which helpdesk: zendesk, zammad and so on." };
        var url = new Option<string>("--url") { Description = "Where the helpdesk reaches the agent.", DefaultValueFactory = _ => "https://YOUR-AGENT.example.com" };
        var name = new Option<string?>("--name") { Description = "What the connection is to be called; the kind where it is left out." };
        var command = new Command("sample", SampleDescription) { kind, url, name, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = Services();
            var sample = TemplateSample.Of(
                services.GetRequiredService<IHelpdeskSamples>().Templates, parsed.GetRequiredValue(kind), parsed.GetRequiredValue(url), parsed.GetValue(name));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(Json) ? CanonicalJson.Write(sample) : sample.Text);
            return 0;
        });
        return command;
    }

    private static Command Test()
    {
        var name = new Argument<string>("NAME") { Description = "Of the connection, as 'refund-agent helpdesk list' shows it." };
        var url = new Option<Uri?>("--url")
        {
            Description = "Where the instance listens.",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:7071"),
            CustomParser = Address,
        };
        var ticket = new Option<string?>("--ticket") { Description = "The helpdesk's own id of a ticket; one that no helpdesk has where it is left out." };
        var wait = new Option<TimeSpan?>("--wait")
        {
            Description = "How long to wait until the worker has looked at the ticket.",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
            CustomParser = Periods.Parse,
        };
        var command = new Command("test", TestDescription) { name, url, ticket, wait, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isJson = parsed.GetValue(Json);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await using var services = Services();
            using var http = new HttpClient { BaseAddress = new Uri(parsed.GetRequiredValue(url)!.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(30) };
            var trial = new ConnectionTrial(services, token => SharedStorage.OpenAsync(parsed, token), http, RealClock.Time, TrialReport.To(isJson ? error : output));
            var report = await trial.RunAsync(parsed.GetRequiredValue(name), parsed.GetValue(ticket), parsed.GetRequiredValue(wait)!.Value, cancellationToken);
            if (isJson)
            {
                await output.WriteLineAsync(CanonicalJson.Write(report));
            }

            return report.Passed ? 0 : 1;
        });
        return command;
    }

    private static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError("--url is where the instance listens, such as http://127.0.0.1:7071.");
        return null;
    }

    /// <summary>With the settings that serve reads; the storage is not opened.</summary>
    private static ServiceProvider Services()
    {
        var configuration = SharedStorage.Settings();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddRefundAgent(configuration).BuildServiceProvider();
    }
}
