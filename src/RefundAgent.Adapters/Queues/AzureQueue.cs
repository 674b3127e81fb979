using System.Collections.Immutable;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Queues;

/// <summary>One queue of Azure Queues. Text travels as Base64, which the Functions host expects.</summary>
/// <param name="poison">Where its bad messages go; null for a poison queue itself.</param>
internal sealed partial class AzureQueue(QueueClient client, QueueClient? poison, QueueEnvelope envelope, TimeProvider time, ILogger logger) : IMessageQueue
{
    /// <summary>The service's way of saying never: a message is gone when somebody has dealt with it, not when a week has passed.</summary>
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Task SendAsync(string text, TimeSpan after, CancellationToken cancellationToken) =>
        SendAsync(client, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), after, cancellationToken);

    public async Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var response = await AzureFaults.AskAsync(client.Name, () => client.ReceiveMessagesAsync(most, visibility, cancellationToken), cancellationToken);
        var received = ImmutableArray.CreateBuilder<QueuedMessage>(response.Value.Length);
        foreach (var message in response.Value)
        {
            var text = Decode(message.MessageText);
            if (text is null && poison is not null)
            {
                await PutAsideAsync(message, poison, cancellationToken);
                continue;
            }

            received.Add(new QueuedMessage(
                message.MessageId,
                message.PopReceipt,
                text ?? message.MessageText,
                message.DequeueCount,
                message.NextVisibleOn ?? time.GetUtcNow() + visibility));
        }

        return received.ToImmutable();
    }

    public async Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var receipt = await IfHeldAsync(
            () => client.UpdateMessageAsync(message.Id, message.Receipt, (string?)null, visibility, cancellationToken), cancellationToken);
        return receipt is { Value: var renewed } ? message with { Receipt = renewed.PopReceipt, HiddenUntil = renewed.NextVisibleOn } : null;
    }

    public async Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        if (await TryRemoveAsync(message.Id, message.Receipt, cancellationToken))
        {
            await envelope.ForgetAsync(message.Text, cancellationToken);
        }
    }

    public Task DropAsync(QueuedMessage message, CancellationToken cancellationToken) =>
        TryRemoveAsync(message.Id, message.Receipt, cancellationToken);

    public Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        RenewAsync(message, delay, cancellationToken);

    public async Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        await SendAsync(Poison(), Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Text)), TimeSpan.Zero, cancellationToken);
        await TryRemoveAsync(message.Id, message.Receipt, cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var properties = await AzureFaults.AskAsync(client.Name, () => client.GetPropertiesAsync(cancellationToken), cancellationToken);
        return properties.Value.ApproximateMessagesCount;
    }

    /// <summary>As the Functions host does with a message that is not Base64: into the poison queue, exactly as it came.</summary>
    private async Task PutAsideAsync(QueueMessage message, QueueClient aside, CancellationToken cancellationToken)
    {
        LogNotBase64(logger, message.MessageId, client.Name, aside.Name);
        await SendAsync(aside, message.MessageText, TimeSpan.Zero, cancellationToken);
        await TryRemoveAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }

    private QueueClient Poison() => poison ?? throw new InvalidOperationException($"Queue '{client.Name}' has no poison queue of its own.");

    private async Task<bool> TryRemoveAsync(string id, string receipt, CancellationToken cancellationToken) =>
        await IfHeldAsync(() => client.DeleteMessageAsync(id, receipt, cancellationToken), cancellationToken) is not null;

    /// <summary>Null where the message is another's by now, or gone: the service says 404, or 400 for a receipt that is out of date.</summary>
    private async Task<T?> IfHeldAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AzureFaults.AskAsync(client.Name, call, cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.MessageNotFound || fault.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            return null;
        }
    }

    private static Task<Response<SendReceipt>> SendAsync(QueueClient queue, string raw, TimeSpan after, CancellationToken cancellationToken) => AzureFaults.AskAsync(
        queue.Name, () => queue.SendMessageAsync(raw, after, NeverExpires, cancellationToken), cancellationToken);

    /// <summary>Null where it is not Base64 of UTF-8.</summary>
    private static string? Decode(string raw)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(raw));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return null;
        }
    }

    [LoggerMessage(7101, LogLevel.Error, "Message {Message} of queue {Queue} is not Base64 text; it is kept as it is in {Poison}.")]
    private static partial void LogNotBase64(ILogger logger, string message, string queue, string poison);
}
