using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

public sealed partial class PoisonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>With what the storage SDKs of others make of it: line ends, quotes, letters beyond ASCII.</summary>
    private const string Nonsense = "{\"v\":1,\r\n \"type\":\"tïcket\", 'who':\"knows\"}";

    private const string NotBase64 = "put here by hand: { }";

    [Fact]
    public async Task A_message_that_is_none_is_tried_twenty_times_and_kept_word_for_word_while_others_are_worked_on()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = azurite.ConnectionString,
            Environment = new Dictionary<string, string>(StandardSender.Settings) { ["Queues__RetryDelay"] = "00:00:00.200" },
        });
        await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#6101", "hedda", "delivered", "Wool Scarf", 30m));
        var queues = new QueueServiceClient(azurite.ConnectionString);
        using var client = serve.Client();

        await queues.GetQueueClient("tickets").SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(Nonsense)));
        await queues.GetQueueClient("tickets").SendMessageAsync(NotBase64);
        await StandardSender.DeliverAsync(client, "event-good", Ask.ToReturn("good", "hedda", "wool scarf", "#6101"));

        var decided = await Eventually.GetAsync(client.AllAsync, all => all.Any(decision => decision.TicketId == "good"), "the good ticket is decided");
        Assert.Equal("executed", Assert.Single(decided).Status);
        var poison = await Eventually.GetAsync(() => PeekAsync(queues, "tickets-poison"), texts => texts.Count >= 2, "the bad messages are put aside");
        Assert.Equal([NotBase64, Nonsense], poison.Select(text => Decoded(text) ?? text).Order(StringComparer.Ordinal));
        await serve.Error.FindAsync(LastTry(), RunningCommand.Deadline);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"{number}"), Tries().Matches(serve.Error.ToString()).Select(match => match.Groups[1].Value));
        await Eventually.GetAsync(() => PeekAsync(queues, "tickets"), texts => texts.Count == 0, "nothing is left on the queue");
    }

    private static async Task<IReadOnlyList<string>> PeekAsync(QueueServiceClient queues, string name) =>
        [.. (await queues.GetQueueClient(name).PeekMessagesAsync(32)).Value.Select(message => message.MessageText)];

    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes.AsSpan(0, length)) : null;
    }

    [GeneratedRegex("failed on try ([0-9]+)")]
    private static partial Regex Tries();

    /// <summary>What a process writes arrives later than what it does.</summary>
    [GeneratedRegex("failed on try 20")]
    private static partial Regex LastTry();
}
