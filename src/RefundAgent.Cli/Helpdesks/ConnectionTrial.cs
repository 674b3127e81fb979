using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;
using static RefundAgent.Cli.TerminalText;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>
/// Tries a connection out as a customer's message would: settings, API, a signed delivery, a forged one, and what the worker did. Each step says
/// what to do where it fails, and the later ones are tried as far as they can be.
/// </summary>
/// <param name="services">With the settings of the instance.</param>
/// <param name="openStorage">Opens the storage that the instance works on.</param>
/// <param name="http">To the instance.</param>
/// <param name="time">For the time limit.</param>
/// <param name="tell">Gets each step as soon as it is known.</param>
internal sealed class ConnectionTrial(
    IServiceProvider services, Func<CancellationToken, Task<ServiceProvider>> openStorage, HttpClient http, TimeProvider time, Action<TrialStep> tell)
{
    /// <summary>Numbers are ids in most helpdesks, and none counts as far.</summary>
    private const string NoTicket = "999999999";

    private readonly List<TrialStep> steps = [];

    /// <param name="name">Of the connection.</param>
    /// <param name="ticket">The helpdesk's own id; null for one that is not there.</param>
    /// <param name="wait">For the worker.</param>
    public async Task<TrialReport> RunAsync(string name, string? ticket, TimeSpan wait, CancellationToken cancellationToken)
    {
        var id = new TicketId(string.IsNullOrWhiteSpace(ticket) ? NoTicket : ticket);
        if (Settings(name) is { } helpdesk)
        {
            var reads = await ReadAsync(helpdesk, id, isSample: id.Value == NoTicket, cancellationToken);
            var sample = services.GetRequiredService<IHelpdeskSamples>().Sample(helpdesk.Connection.Name, id, time.GetUtcNow());
            var isTaken = await DeliverAsync(helpdesk, sample, cancellationToken);
            await ForgeAsync(helpdesk, id, isTaken, cancellationToken);
            await new WorkTrial(openStorage, time, Add).WatchAsync(helpdesk, id, KeyOf(helpdesk, sample), canWork: reads && isTaken == true, wait, cancellationToken);
        }

        return new TrialReport(name, id.Value, steps.TrueForAll(step => step.Passed == true), [.. steps]);
    }

    private void Add(TrialStep step)
    {
        steps.Add(step);
        tell(step);
    }

    private ConnectedHelpdesk? Settings(string name)
    {
        try
        {
            var helpdesks = services.GetRequiredService<IHelpdesks>();
            if (helpdesks.Find(name) is { } found)
            {
                Add(new("settings", true, $"In order: {name} connects {TitleOf(found)} for tenant {found.Connection.Tenant}, with {Counted(found.Connection.Reviewers.Count, "reviewer")}."));
                return found;
            }

            var connected = helpdesks.All.IsEmpty ? "none is" : $"connected: {string.Join(", ", helpdesks.All.Select(each => each.Connection.Name))}";
            var kind = services.GetRequiredService<IHelpdeskSamples>().Templates.Any(template => template.Kind == name) ? name : $"KIND --name {name}";
            Add(new("settings", false, $"No helpdesk is connected as '{name}' ({connected}).", $"'refund-agent helpdesk sample {kind}' shows how to connect it."));
        }
        catch (OptionsValidationException invalid)
        {
            Add(new("settings", false, "The settings are not in order.", "Mend these; serve does not start with them either.") { Details = [.. invalid.Failures] });
        }

        return null;
    }

    private async Task<bool> ReadAsync(ConnectedHelpdesk helpdesk, TicketId ticket, bool isSample, CancellationToken cancellationToken)
    {
        try
        {
            var read = await helpdesk.Api.ReadAsync(ticket, cancellationToken);
            Add(read is null
                ? new("api", isSample, $"The helpdesk answers, and has no ticket {ticket}{(isSample ? ", as expected: name one with --ticket to see more." : ".")}",
                    isSample ? null : "Take the id out of the ticket's address in the browser.")
                : new("api", true, $"The helpdesk answers: ticket {read.Id} has {Counted(read.Comments.Length, "comment")} and is {read.State.ToString().ToLowerInvariant()}."));
            return true;
        }
        catch (HelpdeskException fault)
        {
            Add(new("api", false, fault.Message, fault.Fault switch
            {
                HelpdeskFault.NotAllowed => "Check Token (and User), and what that account may do in the helpdesk.",
                HelpdeskFault.Busy or HelpdeskFault.Unclear => "Check BaseUrl and whether the helpdesk is reached from here, then try again.",
                _ => "Check BaseUrl and Account.",
            }));
            return false;
        }
    }

    /// <returns>Null where nobody answered.</returns>
    private async Task<bool?> DeliverAsync(ConnectedHelpdesk helpdesk, SampleDelivery sample, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            using var response = await PostAsync(helpdesk, sample, cancellationToken);
            var milliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
            var isTaken = response.StatusCode == HttpStatusCode.Accepted;
            var text = $"A signed delivery was answered with {(int)response.StatusCode} in {milliseconds} ms.";
            Add(new("delivery", isTaken, text, isTaken ? null : NextFor(response.StatusCode), milliseconds));
            return isTaken;
        }
        catch (Exception unreachable) when (IsAway(unreachable, cancellationToken))
        {
            Add(new("delivery", false, $"Nothing answers at {http.BaseAddress}.", "Start 'refund-agent serve' with these settings, or name where it runs with --url."));
            return null;
        }
    }

    private async Task ForgeAsync(ConnectedHelpdesk helpdesk, TicketId ticket, bool? isTaken, CancellationToken cancellationToken)
    {
        if (isTaken is null)
        {
            Add(new("forgery", null, "Not tried."));
            return;
        }

        var forged = services.GetRequiredService<IHelpdeskSamples>().Sample(helpdesk.Connection.Name, ticket, time.GetUtcNow(), isForged: true);
        try
        {
            using var response = await PostAsync(helpdesk, forged, cancellationToken);
            var isRefused = response.StatusCode == HttpStatusCode.Unauthorized;
            Add(new("forgery", isRefused, $"The same with another secret was answered with {(int)response.StatusCode}.",
                isRefused ? null : "That must be 401: something else answers at this address, so look at --url."));
        }
        catch (Exception unreachable) when (IsAway(unreachable, cancellationToken))
        {
            Add(new("forgery", false, $"Nothing answers at {http.BaseAddress} any more.", "Look at the instance's log: did it stop?"));
        }
    }

    private static bool IsAway(Exception fault, CancellationToken cancellationToken) =>
        fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task<HttpResponseMessage> PostAsync(ConnectedHelpdesk helpdesk, SampleDelivery sample, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{helpdesk.Connection.Name}") { Content = new StringContent(sample.Body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in sample.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, cancellationToken);
    }

    private static string NextFor(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "The instance has another secret, or no connection of this name: start it again with these settings.",
        HttpStatusCode.ServiceUnavailable => "The instance cannot reach its queue: look at its log.",
        _ => "That must be 202: look at --url and at the instance's log.",
    };

    private string TitleOf(ConnectedHelpdesk helpdesk) => services.GetRequiredService<IHelpdeskSamples>().Templates.Single(each => each.Kind == helpdesk.Connection.Kind).Title;

    /// <summary>By which the worker will have noted it.</summary>
    private string KeyOf(ConnectedHelpdesk helpdesk, SampleDelivery sample)
    {
        var delivery = new HelpdeskDelivery
        {
            Tenant = helpdesk.Connection.Tenant,
            Connection = helpdesk.Connection.Name,
            ReceivedAt = time.GetUtcNow(),
            Body = sample.Body,
            Event = sample.Headers.Where(header => header.Key == helpdesk.Reader.EventHeader).Select(header => header.Value).FirstOrDefault(),
        };
        return helpdesk.Reader.Read(delivery) is DeliveryReading.Moved moved
            ? moved.Key
            : throw new InvalidOperationException($"The sample of {helpdesk.Connection.Kind} names no ticket.");
    }
}
