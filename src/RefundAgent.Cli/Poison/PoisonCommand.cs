using System.Collections.Immutable;
using System.CommandLine;
using RefundAgent.Queues;

namespace RefundAgent.Cli.Poison;

/// <summary>`refund-agent poison list|replay`: messages that failed for good are kept; this is where a person meets them.</summary>
internal static class PoisonCommand
{
    private static readonly Option<string?> Queue = QueueOption();

    private static readonly Option<int> Most = new("--most") { Description = "How many messages of a queue at most.", DefaultValueFactory = _ => 100, CustomParser = Numbers.From(1) };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output." };

    public static Command Create() => new("poison", "See the messages that failed every try, and send them again.") { List(), Replay() };

    private static Command List()
    {
        var command = new Command("list", "Show them, of both queues; they stay where they are.") { Queue, Most, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var (poison, most) = (services.GetRequiredService<IPoisonQueues>(), parsed.GetValue(Most));
            var one = parsed.GetValue(Queue);
            var found = new List<PoisonList>();
            foreach (var queue in one is null ? [QueueNames.Tickets, QueueNames.Feedback] : new[] { one })
            {
                found.Add(new PoisonList(queue, [.. (await poison.ListAsync(queue, most, cancellationToken)).Select(message => new PoisonText(message.Id, message.Text))]));
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync((parsed.GetValue(Json), one) switch
            {
                (true, null) => CanonicalJson.Write(new { Queues = found }),
                (true, _) => CanonicalJson.Write(found[0]),
                _ => string.Join('\n', found.Select(each => Told(each, most))),
            });
            return 0;
        });
        return command;
    }

    private static string Told(PoisonList found, int most)
    {
        var count = TerminalText.Counted(found.Messages.Length, "message");
        return string.Join('\n', [
            .. found.Messages.Select(message => $"{message.Id}  {TerminalText.OneLine(message.Text, 160)}"),
            $"{count}{(found.Messages.Length == most ? " or more" : "")} in {QueueNames.Poison(found.Queue)}.",
        ]);
    }

    private static Command Replay()
    {
        var command = new Command("replay", "Send them to their queue again, once what made them fail is mended.") { Queue, Most, Json, SharedStorage.Option };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Queue) is null)
            {
                result.AddError($"Say which: --queue {QueueNames.Tickets} or --queue {QueueNames.Feedback}. 'refund-agent poison list' shows what lies in each.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var queue = parsed.GetRequiredValue(Queue)!;
            var replayed = await services.GetRequiredService<IPoisonQueues>().ReplayAsync(queue, parsed.GetValue(Most), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(Json)
                ? CanonicalJson.Write(new { Queue = queue, Replayed = replayed })
                : $"{TerminalText.Counted(replayed, "message")} sent to {queue} again.");
            return 0;
        });
        return command;
    }

    private static Option<string?> QueueOption()
    {
        var queue = new Option<string?>("--queue") { Description = $"{QueueNames.Tickets} or {QueueNames.Feedback}." };
        queue.AcceptOnlyFromAmong(QueueNames.Tickets, QueueNames.Feedback);
        return queue;
    }
}

/// <summary>What lies in the poison queue of one queue.</summary>
internal sealed record PoisonList(string Queue, ImmutableArray<PoisonText> Messages);

/// <param name="Text">As it was sent; of anybody's making.</param>
internal sealed record PoisonText(string Id, string Text);
