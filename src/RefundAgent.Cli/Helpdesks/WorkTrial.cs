using RefundAgent.Helpdesks;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Helpdesks;

/// <summary>Watches, in the storage that the instance works on, what became of a delivery.</summary>
/// <param name="openStorage">Opens it.</param>
/// <param name="time">For the time limit.</param>
/// <param name="add">Gets the step.</param>
internal sealed class WorkTrial(Func<CancellationToken, Task<ServiceProvider>> openStorage, TimeProvider time, Action<TrialStep> add)
{
    private const string Step = "work";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="helpdesk">That the delivery was of.</param>
    /// <param name="ticket">That it named.</param>
    /// <param name="key">By which it is noted once it has had its effect.</param>
    /// <param name="canWork">The steps before left it a chance.</param>
    /// <param name="wait">At most.</param>
    public async Task WatchAsync(ConnectedHelpdesk helpdesk, TicketId ticket, string key, bool canWork, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!canWork)
        {
            add(new(Step, null, "Not waited for: mend what failed above first."));
            return;
        }

        try
        {
            await using var storage = await openStorage(cancellationToken);
            add(await FindAsync(storage, helpdesk.Connection, ticket, key, wait, cancellationToken) is { } seen
                ? await TellAsync(storage, seen, key, cancellationToken)
                : new(Step, false, $"The worker has not looked at the ticket within {wait.TotalSeconds:0.#} s.", "Look at the instance's log, and whether --storage names the storage that it works on; then wait longer with --wait."));
        }
        catch (CommandFailedException unreachable)
        {
            add(new(Step, false, unreachable.Message, "Name the storage that the instance works on with --storage; one in memory cannot be seen from here."));
        }
    }

    private async Task<TicketCase?> FindAsync(
        ServiceProvider storage, HelpdeskConnection connection, TicketId ticket, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var cases = storage.GetRequiredService<ITicketCases>();
        var started = time.GetTimestamp();
        while (true)
        {
            if (await cases.FindAsync(connection.Tenant, connection.Name, ticket, cancellationToken) is { } found && found.HasSeen(key))
            {
                return found;
            }

            if (time.GetElapsedTime(started) >= wait)
            {
                return null;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<TrialStep> TellAsync(ServiceProvider storage, TicketCase seen, string key, CancellationToken cancellationToken)
    {
        var did = seen.Events.Last(each => each.Key == key).Did;
        var lines = did.ToList();
        foreach (var decided in seen.Decided)
        {
            if (await storage.GetRequiredService<IDecisionRecords>().FindAsync(seen.Tenant, decided.Decision, cancellationToken) is { } record)
            {
                lines.Add($"decision {record.Id}: {string.Join("; ", record.Claims.Select(claim => $"{Word(claim.Ruling.Outcome)}, {Word(claim.Status)}"))}");
            }
        }

        if (did.IsEmpty)
        {
            lines.AddRange(seen.Posts.Select(Words));
        }

        if (seen.TakenOver is { } taken)
        {
            lines.Add($"the team took over with comment {taken.Comment}: the agent decides and answers nothing here");
        }

        return new(Step, true, $"The worker has looked at the ticket{(!did.IsEmpty ? ":" : lines.Count == 0 ? ", and there was nothing to do." : ", and there was nothing left to do:")}") { Details = [.. lines] };
    }

    /// <summary>Of what was written on the ticket before.</summary>
    private static string Words(CasePost post) => $"{post.Step} of {post.Decision} " + post switch
    {
        { Refused: { } why } => $"was refused by the helpdesk: {why}",
        { Done: true, Comment: { } comment } => $"is there as comment {comment}",
        { Done: true } => "is there",
        _ => "is on its way",
    };

    /// <summary>As the API writes it.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
