using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Leaves a trace of every single call that reached the provider, repeated tries and broken ones too: what an auditor holds against the
/// provider's own log. Keys, references and sums only, nothing about a person.
/// </summary>
internal sealed partial class RecordingGateway(
    IRefundGateway inner, string provider, PaymentsMeter meter, TimeProvider time, ILogger<RecordingGateway> logger) : IRefundGateway
{
    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => RecordAsync(
        "refund",
        () => inner.RefundAsync(request, cancellationToken),
        SaidOf,
        (said, milliseconds) => LogRefund(
            logger, said.Level, request.Key, request.Amount, request.Payment, said.Answer, said.Reference, milliseconds));

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) => RecordAsync(
        "payment",
        () => inner.GetPaymentAsync(tenant, payment, cancellationToken),
        found => new Said(LogLevel.Debug, found is null ? "nothing" : "found"),
        (said, milliseconds) => LogRead(logger, said.Level, "payment", payment, said.Answer, milliseconds));

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
        TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) => RecordAsync(
        "refunds",
        () => inner.ListRefundsAsync(tenant, payment, cancellationToken),
        found => new Said(LogLevel.Debug, found.IsEmpty ? "nothing" : "found"),
        (said, milliseconds) => LogRead(logger, said.Level, "refunds", payment, said.Answer, milliseconds));

    private async Task<T> RecordAsync<T>(string operation, Func<Task<T>> call, Func<T, Said> read, Action<Said, double> log)
    {
        using var activity = meter.Start(operation, provider);
        var started = time.GetTimestamp();
        var said = new Said(LogLevel.Warning, "none");
        try
        {
            var result = await call();
            said = read(result);
            return result;
        }
        catch (Exception failure)
        {
            activity.Fail(failure);
            throw;
        }
        finally
        {
            var took = time.GetElapsedTime(started);
            activity?.SetTag("refundagent.payments.answer", said.Answer);
            meter.Record(operation, provider, said.Answer, took);
            log(said, took.TotalMilliseconds);
        }
    }

    private static Said SaidOf(RefundResult result) => result switch
    {
        RefundResult.Succeeded succeeded => new Said(LogLevel.Information, "succeeded", succeeded.Reference),
        RefundResult.Pending pending => new Said(LogLevel.Information, "pending", pending.Reference),
        RefundResult.Failed failed => new Said(LogLevel.Information, $"failed {failed.Failure}"),
        RefundResult.Unknown unknown => new Said(LogLevel.Warning, "unknown", unknown.Detail),
        _ => throw new InvalidOperationException("A refund has four results."),
    };

    [LoggerMessage(
        EventId = 3100,
        Message = "Payment provider, refund {Key} of {Amount} on {Payment}: {Answer} ({Reference}) after {Milliseconds} ms.")]
    private static partial void LogRefund(
        ILogger logger,
        LogLevel level,
        RefundKey key,
        Money amount,
        PaymentReference payment,
        string answer,
        string reference,
        double milliseconds);

    [LoggerMessage(EventId = 3101, Message = "Payment provider, {Operation} of {Payment}: {Answer} after {Milliseconds} ms.")]
    private static partial void LogRead(
        ILogger logger, LogLevel level, string operation, PaymentReference payment, string answer, double milliseconds);

    /// <param name="Answer">One of a few words, so that it can be counted by.</param>
    /// <param name="Reference">The provider's id of the refund; of an unknown one, why nobody knows.</param>
    private sealed record Said(LogLevel Level, string Answer, string Reference = "-");
}
