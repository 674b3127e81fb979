using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>What goes wrong with one call to the provider.</summary>
internal enum BankFault
{
    Unavailable,
    TooMany,
    BreaksOffBeforePaying,
    BreaksOffAfterPaying,
    Garbage,
    Refused,
    Pending,
}

/// <summary>
/// A provider that stops nobody: it pays whatever it is asked for, so that every limit that holds was held by the product. It knows a key for
/// 24 hours, the shortest that a real one promises, and takes it for a new one after that. Its books are the truth about the money.
/// </summary>
internal sealed class Bank(Interleaving all)
{
    /// <summary>No connection is kept open for longer: what has not arrived by then never does.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeyIsKnownFor = TimeSpan.FromHours(24);

    private readonly Interleaving all = all;
    private readonly Dictionary<RefundKey, (RefundRequest Request, RefundResult Answer, DateTimeOffset At)> known = [];
    private readonly List<BankFault> faults = [];

    public List<BankRefund> Refunds { get; } = [];

    public List<string> Complaints { get; } = [];

    public int FaultsHad { get; private set; }

    /// <summary>The next calls fail like this.</summary>
    public void Plan(BankFault fault) => faults.Add(fault);

    public void IsWellAgain() => faults.Clear();

    public IRefundGateway LineFor(Life life) => new Line(this, life);

    /// <returns>The refund, if there was one pending.</returns>
    public BankRefund? Settle(int which, bool succeeds)
    {
        var pending = Refunds.Where(refund => refund.State == RefundState.Pending).ToArray();
        if (pending.Length == 0)
        {
            return null;
        }

        var refund = pending[which % pending.Length];
        refund.State = succeeds ? RefundState.Succeeded : RefundState.Failed;
        return refund;
    }

    /// <summary>The money comes back: a refund that had succeeded fails after all.</summary>
    public BankRefund? Return(int which)
    {
        var succeeded = Refunds.Where(refund => refund.State == RefundState.Succeeded).ToArray();
        if (succeeded.Length == 0)
        {
            return null;
        }

        var refund = succeeded[which % succeeded.Length];
        (refund.State, refund.CameBack) = (RefundState.Failed, true);
        return refund;
    }

    private BankFault? NextFault()
    {
        if (faults.Count == 0)
        {
            return null;
        }

        var fault = faults[0];
        faults.RemoveAt(0);
        FaultsHad++;
        return fault;
    }

    private RefundResult Take(RefundRequest request, BankFault? fault)
    {
        if (known.TryGetValue(request.Key, out var before) && all.Now - before.At < KeyIsKnownFor)
        {
            if (before.Request != request)
            {
                Complaints.Add($"key {request.Key} came again with another request");
            }

            return before.Answer;
        }

        RefundResult answer = fault == BankFault.Refused
            ? new RefundResult.Failed(RefundFailure.Rejected, "No.")
            : Pay(request, fault == BankFault.Pending);
        known[request.Key] = (request, answer, all.Now);
        return answer;
    }

    private RefundResult Pay(RefundRequest request, bool pending)
    {
        var refund = new BankRefund($"re_{Refunds.Count}", request) { State = pending ? RefundState.Pending : RefundState.Succeeded };
        Refunds.Add(refund);
        return pending ? new RefundResult.Pending(refund.Reference) : new RefundResult.Succeeded(refund.Reference);
    }

    private sealed class Line(Bank bank, Life life) : IRefundGateway
    {
        public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
        {
            // A request that is on its way arrives, whether or not its sender lives to hear the answer.
            var sent = bank.all.Now;
            await bank.all.TurnAsync(bank.all.Draw.Next(2) == 0 ? life : null);
            if (bank.all.Now - sent > LongestCall)
            {
                throw new TaskCanceledException("The connection broke.");
            }

            var fault = bank.NextFault();
            switch (fault)
            {
                case BankFault.Unavailable:
                    return new RefundResult.Unknown("500");
                case BankFault.TooMany:
                    return new RefundResult.Unknown("429") { Retry = new RetryHint() };
                case BankFault.BreaksOffBeforePaying:
                    throw new TaskCanceledException("The connection broke.");
            }

            var answer = bank.Take(request, fault);
            await bank.all.TurnAsync(life);
            return fault switch
            {
                BankFault.BreaksOffAfterPaying => throw new TaskCanceledException("The connection broke."),
                BankFault.Garbage => new RefundResult.Unknown("<html>"),
                _ => answer,
            };
        }

        public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
            Task.FromResult<Payment?>(null);

        public async Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
            TenantId tenant, PaymentReference payment, CancellationToken cancellationToken)
        {
            await bank.all.TurnAsync(life);
            if (bank.NextFault() is BankFault.Unavailable or BankFault.TooMany or BankFault.BreaksOffBeforePaying)
            {
                throw new ProviderException("No answer.");
            }

            ImmutableArray<ProviderRefund> list = [.. bank.Refunds.Where(refund => refund.Request.Payment == payment).Select(refund => refund.AsTold)];
            await bank.all.TurnAsync(life);
            return list;
        }
    }
}

/// <summary>A refund in the provider's books.</summary>
internal sealed class BankRefund(string reference, RefundRequest request)
{
    public string Reference => reference;

    public RefundRequest Request => request;

    public RefundState State { get; set; }

    /// <summary>It had succeeded before it failed.</summary>
    public bool CameBack { get; set; }

    public bool IsMoney => State != RefundState.Failed;

    public ProviderRefund AsTold => new(Reference, Request.Key, Request.Amount, State);
}
