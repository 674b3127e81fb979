using System.CommandLine;
using RefundAgent.Queues;

namespace RefundAgent.Cli.Poison;

/// <summary>`refund-agent poison list|replay`: messages that failed for good are kept; this is where a person meets them.</summary>
internal static class PoisonCommand
{
    private static readonly Option<string> Queue = QueueOption();

    private static readonly Option<int> Most = new("--most") { Description = "How many messages at most.", DefaultValueFactory = _ => 100 };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output." };

    public static Command Create() => new("poison", "See the messages that failed every try, and send them again.") { List(), Replay() };

    private static Command List()
    {
        var command = new Command("list", "Show them; they stay where they are.") { Queue, Most, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var queue = parsed.GetRequiredValue(Queue);
            var messages = await services.GetRequiredService<IPoisonQueues>().ListAsync(queue, parsed.GetValue(Most), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json))
            {
                await output.WriteLineAsync(CanonicalJson.Write(new { Queue = queue, Messages = messages.Select(message => new { message.Id, message.Text }) }));
                return 0;
            }

            foreach (var message in messages)
            {
                await output.WriteLineAsync($"{message.Id}  {TerminalText.OneLine(message.Text, 160)}");
            }

            await output.WriteLineAsync($"{TerminalText.Counted(messages.Length, "message")} in {QueueNames.Poison(queue)}.");
            return 0;
        });
        return command;
    }

    private static Command Replay()
    {
        var command = new Command("replay", "Send them to their queue again, once what made them fail is mended.") { Queue, Most, Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var queue = parsed.GetRequiredValue(Queue);
            var replayed = await services.GetRequiredService<IPoisonQueues>().ReplayAsync(queue, parsed.GetValue(Most), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(Json)
                ? CanonicalJson.Write(new { Queue = queue, Replayed = replayed })
                : $"{TerminalText.Counted(replayed, "message")} sent to {queue} again.");
            return 0;
        });
        return command;
    }

    private static Option<string> QueueOption()
    {
        var queue = new Option<string>("--queue") { Description = $"{QueueNames.Tickets} or {QueueNames.Feedback}.", DefaultValueFactory = _ => QueueNames.Tickets };
        queue.AcceptOnlyFromAmong(QueueNames.Tickets, QueueNames.Feedback);
        return queue;
    }
}
